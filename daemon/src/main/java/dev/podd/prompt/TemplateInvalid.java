package dev.podd.prompt;

import java.util.List;
import java.util.stream.Collectors;

/** A template that is refused before it is ever rendered, with all that is wrong with it. */
public final class TemplateInvalid extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<TemplateProblem> problems;

    TemplateInvalid(List<TemplateProblem> problems) {
        super(problems.stream().map(problem -> problem.line() + ":" + problem.column() + ": " + problem.message())
                .collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** In the order of the text; at least one. */
    public List<TemplateProblem> problems() {
        return problems;
    }

    /** Of the first problem. */
    public int line() {
        return problems.getFirst().line();
    }

    /** Of the first problem. */
    public int column() {
        return problems.getFirst().column();
    }
}
