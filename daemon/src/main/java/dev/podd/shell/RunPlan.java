package dev.podd.shell;

import dev.podd.shell.ShellCommand.Nature;
import java.util.List;

/** What the words of a command say about what it runs. */
record RunPlan(Nature nature, List<ShellCommand> inner, boolean hides, List<Assignment> assignments,
        List<Redirection> redirections) {
    static RunPlan program() {
        return of(Nature.PROGRAM, List.of());
    }

    static RunPlan inert() {
        return of(Nature.INERT, List.of());
    }

    /** A program that runs what nobody sees. */
    static RunPlan hiding() {
        return new RunPlan(Nature.PROGRAM, List.of(), true, List.of(), List.of());
    }

    static RunPlan of(Nature nature, List<ShellCommand> inner) {
        return new RunPlan(nature, inner, false, List.of(), List.of());
    }

    RunPlan as(Nature other) {
        return new RunPlan(other, inner, hides, assignments, redirections);
    }

    RunPlan writing(List<Redirection> files) {
        return new RunPlan(nature, inner, hides, assignments, files);
    }

    RunPlan assigning(List<Assignment> variables) {
        return new RunPlan(nature, inner, hides, variables, redirections);
    }
}
