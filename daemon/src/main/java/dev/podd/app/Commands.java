package dev.podd.app;

import dev.podd.keychain.Keychain;
import dev.podd.manifest.TrustStore;
import dev.podd.permission.GivenRules;
import dev.podd.terminal.ExitCode;
import dev.podd.transcript.Visible;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
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
        int code = line(arguments).execute(arguments);
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

    /** The command that is named first; all of them where none is, as for help and for what is misspelt. */
    private CommandLine line(String... arguments) {
        Root root = new Root(new Stdio(context));
        SequencedMap<String, Supplier<Object>> commands = commands(root);
        CommandLine line = new CommandLine(root);
        if (arguments.length > 0 && commands.containsKey(arguments[0])) {
            line.addSubcommand(commands.get(arguments[0]).get());
        } else {
            commands.values().forEach(command -> line.addSubcommand(command.get()));
        }
        line.setOut(new PrintWriter(environment.screen().out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(environment.screen().err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(Help.defaultColorScheme(environment.screen().isOutStyled() ? Ansi.ON : Ansi.OFF));
        line.setUsageHelpWidth(HELP_WIDTH);
        line.setExpandAtFiles(false); // "@name" in a prompt is what the person says, not a file of arguments
        line.setParameterExceptionHandler(this::misused);
        line.setExecutionExceptionHandler(this::failed);
        return line;
    }

    /** By name. picocli reads a command from its annotations when it is added: all of them are 80 ms. */
    private SequencedMap<String, Supplier<Object>> commands(Root root) {
        Supplier<CommandSpec> all = () -> line().getCommandSpec();
        var commands = new LinkedHashMap<String, Supplier<Object>>();
        commands.put("run", () -> new RunCommand(environment, () -> context.backend(root.store())));
        commands.put("acp", () -> new AcpCommand(context, root::store));
        commands.put("sessions", () -> new SessionsCommand(environment, () -> context.backend(root.store())));
        commands.put("manifest", () -> new ManifestCommand(environment));
        commands.put("trust", () -> new TrustCommand(environment, new TrustStore(context.places().trust())));
        commands.put("permissions", () -> new PermissionsCommand(environment,
                new GivenRules(context.places().permissions(), environment.clock(), () -> "")));
        commands.put("key",
                () -> new KeyCommand(environment, new Keychain(context.places().keys(), environment.os())));
        commands.put("doctor", () -> new DoctorCommand(environment, context.places(),
                () -> context.store(root.store()), () -> context.backend(root.store()), new McpCheck(context)));
        commands.put("daemon", () -> new DaemonCommand(context));
        commands.put("install", () -> new InstallCommand(environment, all));
        commands.put("uninstall", () -> new UninstallCommand(environment));
        commands.put("completion", () -> new CompletionCommand(environment, all));
        commands.put("man", () -> new ManualCommand(environment, all));
        commands.put("version", () -> new VersionCommand(environment));
        return commands;
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
