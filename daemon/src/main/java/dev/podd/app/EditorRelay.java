package dev.podd.app;

import dev.podd.daemon.AcpRelayState;
import dev.podd.daemon.DaemonException;
import dev.podd.daemon.Edition;
import dev.podd.daemon.Election;
import dev.podd.daemon.Relay;
import dev.podd.daemon.RelayState;
import dev.podd.daemon.RunFolder;
import dev.podd.daemon.Starter;
import dev.podd.state.Places;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * {@code podd --stdio} and {@code podd acp}: one editor's way to the daemon. Where there can be no daemon, all is done in a process of the
 * editor's own. Loads no more than it needs, since an editor waits for its first answer.
 */
final class EditorRelay {
    private static final String ACP = "acp";

    private EditorRelay() {}

    /** Passes messages until the editor leaves, and exits with the code that LSP asks for. */
    static void main(String[] arguments) throws InterruptedException, IOException {
        System.setOut(System.err);
        System.exit(relayed(List.of(arguments).equals(List.of(ACP))));
    }

    private static int relayed(boolean isAcp) throws InterruptedException, IOException {
        Map<String, String> environment = Variables.ofPerson();
        String program = System.getProperty("podd.program");
        try {
            Places places = Places.of(environment, System.getProperty("os.name"), Variables.home(),
                    Path.of(System.getProperty("user.home")));
            Election election = new Election(RunFolder.of(places, Path.of(System.getProperty("java.io.tmpdir"))),
                    new Starter(program, environment, places.daemonLog()),
                    Edition.of(System.getProperty("podd.version"),
                            Path.of(program, "..", "..", "lib", "podd.jar").normalize()));
            SocketChannel daemon = election.connect();
            return new Relay(isAcp ? new AcpRelayState() : new RelayState(), election, daemon,
                    new FileInputStream(FileDescriptor.in),
                    new FileOutputStream(FileDescriptor.out), environment, Path.of("").toAbsolutePath(),
                    ProcessHandle.current().pid()).run();
        } catch (DaemonException none) {
            String trouble = none.getMessage() + "; this window is served by a process of its own";
            System.err.println("podd: " + trouble);
            return Relay.standalone(isAcp ? List.of(program, ACP, "--standalone")
                    : List.of(program, "--stdio", "--standalone", "--trouble", "Podd: " + trouble + "."), environment);
        }
    }
}
