package dev.podd.app;

import dev.podd.manifest.TrustStore;
import dev.podd.terminal.ExitCode;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParseResult;

/** The command line: parses the arguments, runs the command and returns its exit code. */
final class Commands {
    private static final int HELP_WIDTH = 100;

    private final Ground ground;
    private final Host host;

    Commands(Ground ground) {
        this.ground = ground;
        this.host = ground.host();
    }

    int run(String... arguments) {
        int code = line().execute(arguments);
        host.screen().out().flush();
        int last = hasLost(host.screen().out()) ? ExitCode.ERROR.code() : code;
        host.screen().err().flush();
        return last;
    }

    private boolean hasLost(PrintStream out) {
        String reason = out instanceof Output output ? output.failure() : null;
        if (reason != null) {
            host.screen().err().println("podd: standard output cannot be written: " + reason);
        }
        return reason != null;
    }

    private CommandLine line() {
        Root root = new Root(new Stdio(ground));
        CommandLine line = new CommandLine(root)
                .addSubcommand(new RunCommand(host, () -> ground.engine(root.store())))
                .addSubcommand(new SessionsCommand(host, () -> ground.engine(root.store())))
                .addSubcommand(new ManifestCommand(host))
                .addSubcommand(new TrustCommand(host, new TrustStore(ground.places().trust())))
                .addSubcommand(new DoctorCommand(host, ground.places(), () -> ground.store(root.store()),
                        () -> ground.engine(root.store())))
                .addSubcommand(new VersionCommand(host));
        line.setOut(new PrintWriter(host.screen().out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(host.screen().err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(Help.defaultColorScheme(host.screen().isOutStyled() ? Ansi.ON : Ansi.OFF));
        line.setUsageHelpWidth(HELP_WIDTH);
        line.setExpandAtFiles(false); // "@name" in a prompt is what the person says, not a file of arguments
        line.setParameterExceptionHandler(this::misused);
        line.setExecutionExceptionHandler(this::failed);
        return line;
    }

    private int misused(CommandLine.ParameterException mistake, String[] arguments) {
        String command = mistake.getCommandLine().getCommandSpec().qualifiedName();
        host.screen().err().println("podd: " + mistake.getMessage() + "\npodd: see " + command + " --help");
        return ExitCode.USAGE.code();
    }

    private int failed(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof InterruptedException) {
            return ExitCode.CANCELLED.code();
        }
        new Failures(ground.bugs()).words(command.getCommandName(), failure).lines()
                .forEach(line -> host.screen().err().println("podd: " + line));
        return ExitCode.ERROR.code();
    }
}
