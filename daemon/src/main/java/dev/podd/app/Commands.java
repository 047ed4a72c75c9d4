package dev.podd.app;

import dev.podd.keychain.Keychain;
import dev.podd.manifest.TrustStore;
import dev.podd.permission.GivenRules;
import dev.podd.terminal.ExitCode;
import dev.podd.transcript.Visible;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParseResult;

/** The command line: parses the arguments, runs the command and returns its exit code. */
final class Commands {
    private static final int HELP_WIDTH = 100;

    private final AppContext context;
    private final ProcessEnvironment environment;

    Commands(AppContext context) {
        this.context = context;
        this.environment = context.environment();
    }

    int run(String... arguments) {
        int code = line().execute(arguments);
        environment.screen().out().flush();
        int last = hasLost(environment.screen().out()) ? ExitCode.ERROR.code() : code;
        environment.screen().err().flush();
        return last;
    }

    private boolean hasLost(PrintStream out) {
        String reason = out instanceof Output output ? output.failure() : null;
        if (reason != null) {
            environment.screen().err().println("podd: standard output cannot be written: " + reason);
        }
        return reason != null;
    }

    private CommandLine line() {
        Root root = new Root(new Stdio(context));
        CommandLine line = new CommandLine(root)
                .addSubcommand(new RunCommand(environment, () -> context.backend(root.store())))
                .addSubcommand(new AcpCommand(context, root::store))
                .addSubcommand(new SessionsCommand(environment, () -> context.backend(root.store())))
                .addSubcommand(new ManifestCommand(environment))
                .addSubcommand(new TrustCommand(environment, new TrustStore(context.places().trust())))
                .addSubcommand(new PermissionsCommand(environment, new GivenRules(context.places().permissions(),
                        environment.clock(), () -> "")))
                .addSubcommand(new KeyCommand(environment, new Keychain(context.places().keys(), environment.os())))
                .addSubcommand(new DoctorCommand(environment, context.places(), () -> context.store(root.store()),
                        () -> context.backend(root.store()), new McpCheck(context)))
                .addSubcommand(new DaemonCommand(context))
                .addSubcommand(new InstallCommand(environment))
                .addSubcommand(new UninstallCommand(environment))
                .addSubcommand(new CompletionCommand(environment))
                .addSubcommand(new ManualCommand(environment))
                .addSubcommand(new VersionCommand(environment));
        line.setOut(new PrintWriter(environment.screen().out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(environment.screen().err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(Help.defaultColorScheme(environment.screen().isOutStyled() ? Ansi.ON : Ansi.OFF));
        line.setUsageHelpWidth(HELP_WIDTH);
        line.setExpandAtFiles(false); // "@name" in a prompt is what the person says, not a file of arguments
        line.setParameterExceptionHandler(this::misused);
        line.setExecutionExceptionHandler(this::failed);
        return line;
    }

    private int misused(CommandLine.ParameterException mistake, String[] arguments) {
        String command = mistake.getCommandLine().getCommandSpec().qualifiedName();
        environment.screen().err().println("podd: " + mistake.getMessage() + "\npodd: see " + command + " --help");
        return ExitCode.USAGE.code();
    }

    private int failed(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof InterruptedException) {
            return ExitCode.CANCELLED.code();
        }
        new Failures(context.bugs()).words(command.getCommandName(), failure).lines()
                .forEach(line -> environment.screen().err().println("podd: " + Visible.text(line)));
        return (failure instanceof CancellationException ? ExitCode.CANCELLED : ExitCode.ERROR).code();
    }
}
