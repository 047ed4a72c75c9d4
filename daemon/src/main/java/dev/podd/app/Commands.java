package dev.podd.app;

import dev.podd.manifest.TrustStore;
import dev.podd.terminal.ExitCode;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParseResult;

/** The command line: what stands on it is done, and how that went is the exit code. */
final class Commands {
    private static final int HELP_WIDTH = 100;

    private final Host host;
    private final Places places;
    private final Ids ids;
    private final BugLog bugs;

    Commands(Host host) {
        this.host = host;
        this.places = Places.of(host);
        this.ids = new Ids(host.clock(), host.random());
        this.bugs = new BugLog(places.bugs(), host.clock(), () -> ids.item("bug-"), secrets(host));
    }

    int run(String... arguments) {
        int code = line().execute(arguments);
        host.screen().out().flush();
        host.screen().err().flush();
        return code;
    }

    private CommandLine line() {
        Root root = new Root();
        CommandLine line = new CommandLine(root)
                .addSubcommand(new RunCommand(host, () -> engine(root)))
                .addSubcommand(new SessionsCommand(host, () -> engine(root)))
                .addSubcommand(new ManifestCommand(host))
                .addSubcommand(new TrustCommand(host, new TrustStore(places.trust())))
                .addSubcommand(new DoctorCommand(host, places, () -> store(root), () -> engine(root)))
                .addSubcommand(new VersionCommand(host));
        line.setOut(new PrintWriter(host.screen().out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(host.screen().err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(Help.defaultColorScheme(host.screen().isOutStyled() ? Ansi.ON : Ansi.OFF));
        line.setUsageHelpWidth(HELP_WIDTH);
        line.setParameterExceptionHandler(this::misused);
        line.setExecutionExceptionHandler(this::failed);
        return line;
    }

    /** All behind the doors, with the usual store. */
    Engine engine() {
        return new Engine(host, places, places.store(), ids, bugs);
    }

    private Engine engine(Root root) {
        return new Engine(host, places, store(root), ids, bugs);
    }

    private Path store(Root root) {
        Path named = root.store();
        return named == null ? places.store() : host.workingDirectory().resolve(named).normalize();
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
        new Failures(bugs).words(command.getCommandName(), failure).lines()
                .forEach(line -> host.screen().err().println("podd: " + line));
        return ExitCode.ERROR.code();
    }

    private static Set<String> secrets(Host host) {
        return Engine.keyVariables().stream().map(host::variable).filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
