package dev.podd.manifest;

import java.util.List;
import java.util.stream.Collectors;

/** A manifest that does not hold, with all that is wrong with it. */
public final class ManifestInvalid extends ManifestException {
    private static final long serialVersionUID = 1L;

    private final transient List<ManifestProblem> problems;

    public ManifestInvalid(List<ManifestProblem> problems) {
        super(words(problems));
        this.problems = List.copyOf(problems);
    }

    static String words(List<ManifestProblem> problems) {
        return problems.stream().filter(ManifestProblem::isError).map(ManifestProblem::toString)
                .collect(Collectors.joining("\n"));
    }

    /** In the order of their places; warnings too. */
    public List<ManifestProblem> problems() {
        return problems;
    }
}
