package dev.podd.app;

import dev.podd.log.SessionStore.SessionQuery;
import dev.podd.terminal.RunRequest;
import dev.podd.terminal.TerminalTurn;
import dev.podd.workspace.FileUris;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code podd run}: one turn in the current folder, shown while it happens. */
@Command(name = "run", sortOptions = false,
        description = "Ask or tell the agent something about the project in this folder.",
        footer = {"", "The answer goes to standard output, all else to standard error.",
            "Exit codes: 0 finished, 1 error, 2 usage, 3 limit reached, 4 paused or rejected, 130 cancelled."})
final class RunCommand implements Callable<Integer> {
    private final ProcessEnvironment environment;
    private final Supplier<Backend> daemons;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = {"-m", "--manifest"}, paramLabel = "M", description = "Name or path of the manifest to run.")
    private @Nullable String manifest;

    @ArgGroup(exclusive = true)
    private Past past = new Past();

    @Option(names = "--json", description = "Print events instead of text: each line the params of one pod/event.")
    private boolean isJson;

    @Option(names = {"-y", "--yes"}, description = "Answer every question of a tool with yes.")
    private boolean saysYes;

    @Option(names = "--trust", description = "Trust this folder from now on: its .podd/pod.toml is read.")
    private boolean trusts;

    @Parameters(arity = "0..*", paramLabel = "PROMPT",
            description = {"What to do. Text that is piped in comes below it; - reads it from there alone.",
                "Without any, a turn that did not finish goes on."})
    private List<String> words = List.of();

    RunCommand(ProcessEnvironment environment, Supplier<Backend> daemons) {
        this.environment = environment;
        this.daemons = daemons;
    }

    /** Which session to go on with. */
    private static final class Past {
        @Option(names = {"-s", "--session"}, paramLabel = "ID", description = "Go on with this session.")
        private @Nullable String session;

        @Option(names = {"-c", "--continue"}, description = "Go on with the newest session of this folder.")
        private boolean isNewest;
    }

    @Override
    public Integer call() throws InterruptedException {
        boolean isNew = past.session == null && !past.isNewest;
        String prompt = prompt();
        if (prompt == null && isNew) {
            throw new ParameterException(spec.commandLine(), "What shall be done? Try: podd run \"…\"");
        }
        try (Backend daemon = daemons.get()) {
            String session = past.isNewest ? newest(daemon) : past.session;
            TerminalTurn turn = new TerminalTurn(daemon.pods(), environment.screen(), environment.prompt().get(),
                    environment.interrupts(), environment.variables(), !daemon.outlivesCommand());
            return turn
                    .run(new RunRequest(environment.workingDirectory(), manifest, session, prompt, isJson, saysYes,
                            trusts))
                    .code();
        }
    }

    /** The words of the command line, with what is piped in below them; either may be missing. */
    private @Nullable String prompt() throws InterruptedException {
        boolean isDash = words.equals(List.of("-"));
        String asked = isDash ? "" : String.join(" ", words).strip();
        String piped = isDash || !environment.isTypedAt() ? new PipedInput(environment).text() : "";
        if (asked.isEmpty()) {
            return piped.isEmpty() ? null : piped;
        }
        return piped.isEmpty() ? asked : asked + "\n\n<stdin>\n" + piped + "\n</stdin>";
    }

    private String newest(Backend daemon) {
        String here = FileUris.folder(environment.workingDirectory());
        return daemon.sessions().list(new SessionQuery(here, null, 1, null)).sessions().stream().findFirst()
                .orElseThrow(
                        () -> new CommandFailed("there is no session of " + environment.workingDirectory() + " yet"))
                .session();
    }
}
