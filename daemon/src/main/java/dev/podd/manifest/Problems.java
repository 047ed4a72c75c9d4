package dev.podd.manifest;

import dev.podd.manifest.ManifestProblem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was found wrong so far; all of it is told together. */
final class Problems {
    /** So many are told; more help nobody. */
    private static final int MOST = 200;

    private final List<ManifestProblem> found = new ArrayList<>();
    private final List<ManifestProblem> ofTemplate = new ArrayList<>();

    void error(Node.Origin origin, String message) {
        found.add(ManifestProblem.at(origin, Severity.ERROR, message));
    }

    void warning(Node.Origin origin, String message) {
        found.add(ManifestProblem.at(origin, Severity.WARNING, message));
    }

    /** An error in the template of the system prompt. */
    void template(Node.Origin origin, String message) {
        error(origin, message);
        ofTemplate.add(found.getLast());
    }

    /** In the order of the sources as they were read, each in the order of its text; of very many not all. */
    List<ManifestProblem> inOrder() {
        List<ManifestProblem> all = found.stream().distinct().toList();
        if (all.size() <= MOST) {
            return sorted(all);
        }
        List<ManifestProblem> told = new ArrayList<>(sorted(all.stream()
                .sorted(Comparator.comparing(ManifestProblem::isError).reversed()).limit(MOST).toList()));
        told.add(told.getLast().warning("and " + (all.size() - MOST) + " more problems, which are not listed"));
        return told;
    }

    private static List<ManifestProblem> sorted(List<ManifestProblem> problems) {
        if (problems.size() < 2) {
            return problems; // nearly always, at each start: comparators are made when they are first used
        }
        List<String> sources = problems.stream().map(ManifestProblem::source).distinct().toList();
        return problems.stream().sorted(Comparator
                .comparingInt((ManifestProblem problem) -> sources.indexOf(problem.source()))
                .thenComparingInt(ManifestProblem::line).thenComparingInt(ManifestProblem::column)).toList();
    }

    /**
     * Goes on where there are warnings only.
     *
     * @throws InvalidTemplate the only errors are those of the template
     * @throws ManifestInvalid there are others
     */
    void refuseErrors() {
        long errors = found.stream().filter(ManifestProblem::isError).count();
        if (errors > ofTemplate.size()) {
            throw new ManifestInvalid(inOrder());
        }
        if (errors > 0) {
            throw new InvalidTemplate(inOrder());
        }
    }
}
