package dev.podd.app;

import dev.podd.daemon.CommandClient;
import dev.podd.daemon.DaemonException;
import dev.podd.daemon.Election;
import dev.podd.terminal.ExitCode;
import dev.podd.terminal.Prompt;
import dev.podd.terminal.Screen;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A command that needs the store, run in the shared daemon when there is one: it has the store, and all of Podd is
 * loaded there.
 */
final class RemoteRun implements CommandClient.Console {
    private static final List<String> COMMANDS = List.of("run", "sessions", "doctor");

    private final ProcessEnvironment environment;
    private @Nullable Prompt prompt;

    private RemoteRun(ProcessEnvironment environment) {
        this.environment = environment;
    }

    /**
     * Runs the command there.
     *
     * @return its exit code; empty when it has to run in this process
     */
    static OptionalInt tried(AppContext context, String... arguments) {
        if (arguments.length == 0 || !COMMANDS.contains(arguments[0])
                || List.of(arguments).stream().anyMatch(each -> each.startsWith("--store"))) {
            return OptionalInt.empty();
        }
        SocketChannel daemon = Election.running(context.runFolder());
        return daemon == null ? OptionalInt.empty() : new RemoteRun(context.environment()).run(daemon, arguments);
    }

    private OptionalInt run(SocketChannel daemon, String... arguments) {
        CommandClient client = new CommandClient(daemon, this);
        environment.interrupts().stopWith(client::interrupt);
        Screen screen = environment.screen();
        try {
            return OptionalInt.of(client.run(new CommandClient.Call(List.of(arguments), environment.variables(), Map.of(
                    "workingDirectory", CommandClient.text(environment.workingDirectory().toString()),
                    "zone", CommandClient.text(environment.zone().get().getId()),
                    "typedAt", Boolean.toString(environment.isTypedAt()),
                    "keyboard", Boolean.toString(keyboard() != null),
                    "outTerminal", Boolean.toString(screen.isTerminal()),
                    "outStyled", Boolean.toString(screen.isOutStyled()),
                    "errStyled", Boolean.toString(screen.isErrStyled())))));
        } catch (CommandClient.NotBegunException none) {
            return OptionalInt.empty();
        } catch (DaemonException e) {
            screen.err().println("podd: " + e.getMessage());
            screen.err().flush();
            return OptionalInt.of(ExitCode.ERROR.code());
        }
    }

    private @Nullable Prompt keyboard() {
        if (prompt == null) {
            Supplier<@Nullable Prompt> opening = environment.prompt();
            prompt = opening.get();
        }
        return prompt;
    }

    @Override
    public void write(int stream, byte[] bytes) throws IOException {
        PrintStream target = stream == 1 ? environment.screen().out() : environment.screen().err();
        target.write(bytes);
        target.flush();
        if (stream == 1 && target instanceof Output output) {
            output.requireWritten();
        }
    }

    @Override
    public byte[] read(int most) throws IOException {
        byte[] piece = new byte[most];
        int count = environment.in().read(piece);
        byte[] read = new byte[Math.max(0, count)];
        System.arraycopy(piece, 0, read, 0, read.length);
        return read;
    }

    @Override
    public void show(String line) {
        Prompt there = keyboard();
        if (there != null) {
            there.show(line);
        }
    }

    @Override
    public @Nullable String line(String text) throws InterruptedException {
        Prompt there = keyboard();
        return there == null ? null : there.line(text);
    }
}
