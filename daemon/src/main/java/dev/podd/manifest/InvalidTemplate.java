package dev.podd.manifest;

import java.util.List;

/** A manifest in which nothing is wrong but the template of its system prompt. */
public final class InvalidTemplate extends ManifestException {
    private static final long serialVersionUID = 1L;

    private final transient List<ManifestProblem> problems;

    InvalidTemplate(List<ManifestProblem> problems) {
        super(ManifestInvalid.words(problems));
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong with it, and the warnings about its manifest. */
    public List<ManifestProblem> problems() {
        return problems;
    }

    /** The first error, whose place is the answer to "where". */
    public ManifestProblem first() {
        return problems.stream().filter(ManifestProblem::isError).findFirst().orElseThrow();
    }
}
