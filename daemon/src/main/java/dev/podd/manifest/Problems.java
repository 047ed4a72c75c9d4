package dev.podd.manifest;

import dev.podd.manifest.ManifestProblem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was found wrong so far; all of it is told together. */
final class Problems {
    private final List<ManifestProblem> found = new ArrayList<>();

    void error(Node.Origin origin, String message) {
        found.add(ManifestProblem.at(origin, Severity.ERROR, message));
    }

    void warning(Node.Origin origin, String message) {
        found.add(ManifestProblem.at(origin, Severity.WARNING, message));
    }

    /** In the order of the sources as they were read, each in the order of its text. */
    List<ManifestProblem> inOrder() {
        List<String> sources = found.stream().map(ManifestProblem::source).distinct().toList();
        return found.stream().distinct().sorted(Comparator
                .comparingInt((ManifestProblem problem) -> sources.indexOf(problem.source()))
                .thenComparingInt(ManifestProblem::line).thenComparingInt(ManifestProblem::column)).toList();
    }

    /** @throws ManifestInvalid there is an error among them */
    void refuseErrors() {
        if (found.stream().anyMatch(ManifestProblem::isError)) {
            throw new ManifestInvalid(inOrder());
        }
    }
}
