package dev.podd.app;

import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;

/** Completion for bash, as picocli writes it. */
final class BashCompletion {
    private BashCompletion() {}

    static String of(CommandSpec podd) {
        return AutoComplete.bash(podd.name(), podd.commandLine());
    }
}
