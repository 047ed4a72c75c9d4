package dev.podd.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code podd} itself: what holds for all commands, and the editor's door. */
@Command(name = "podd", versionProvider = Version.class, sortOptions = false,
        synopsisHeading = "Usage: ", customSynopsis = {"podd run [OPTIONS] PROMPT", "       podd COMMAND [OPTIONS]",
            "       podd --stdio [--standalone]"},
        description = "%nAn agent behind every editor.", optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        footer = {"", "Examples:",
            "  podd run \"where is a path checked against the scope?\"     ask about the project in this folder",
            "  podd run - < question.md                                  the question from standard input",
            "  podd run --continue \"and who calls it?\"                   go on with the last session here",
            "  podd run --json --yes \"run the tests\" > events.jsonl      for scripts: events, never a question",
            "  podd manifest check .podd/pod.toml                        all that is wrong with a manifest",
            "  podd doctor                                               what is there, what is missing"})
@SuppressWarnings("UnusedVariable") // picocli reads some of these fields, not we
final class Root implements Callable<Integer> {
    private final Stdio stdio;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--stdio", description = "Serve an editor: the language server protocol on standard streams.")
    private boolean isStdio;

    @Option(names = "--standalone", description = "With --stdio: everything in a process of the editor's own.")
    private boolean isStandalone;

    @Option(names = "--trouble", hidden = true, description = "With --standalone: what the person is to be told.")
    private @Nullable String trouble;

    @Option(names = "--store", paramLabel = "DIR", scope = ScopeType.INHERIT,
            description = "Keep sessions in this folder instead of the usual one.")
    private @Nullable Path store;

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Show this help.")
    private boolean wantsHelp;

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "Say which Podd this is.")
    private boolean wantsVersion;

    Root(Stdio stdio) {
        this.stdio = stdio;
    }

    @Nullable Path store() {
        return store;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!isStdio) {
            throw new ParameterException(spec.commandLine(), "Missing command");
        }
        return stdio.run(store, trouble);
    }
}
