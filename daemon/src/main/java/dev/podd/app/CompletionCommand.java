package dev.podd.app;

import dev.podd.terminal.ExitCode;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** {@code podd completion}: what makes a shell complete the words of this command line. */
@Command(name = "completion", sortOptions = false,
        description = "Print the script by which a shell completes podd's commands and options.",
        footer = {"", "podd install puts it where shells look. By hand, in ~/.bashrc: source <(podd completion bash)"})
final class CompletionCommand implements Callable<Integer> {
    private final ProcessEnvironment environment;
    private final Supplier<CommandSpec> podd;

    @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.bash;

    /** @param podd the whole command line */
    CompletionCommand(ProcessEnvironment environment, Supplier<CommandSpec> podd) {
        this.environment = environment;
        this.podd = podd;
    }

    /** As shells are written on a command line. */
    enum Shell {
        bash, zsh, fish;

        String script(CommandSpec podd) {
            return switch (this) {
                case bash -> BashCompletion.of(podd);
                case zsh -> ZshCompletion.of(podd);
                case fish -> FishCompletion.of(podd);
            };
        }
    }

    @Override
    public Integer call() {
        environment.screen().out().print(shell.script(podd.get()));
        return ExitCode.FINISHED.code();
    }
}
