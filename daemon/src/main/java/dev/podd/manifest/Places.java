package dev.podd.manifest;

import java.util.List;

/** Where in a text the parts of its tree stand. */
@FunctionalInterface
interface Places {
    /** @param path keys and indexes from the root; the nearest part that has a place counts */
    Place at(List<Object> path);

    /** From 1; {@code length} is how many characters the part's key has. */
    record Place(int line, int column, int length) {
        static final Place START = new Place(1, 1, 1);

        ManifestProblem problem(String source, ManifestProblem.Severity severity, String message) {
            return new ManifestProblem(source, line, column, line, column + length, severity, message);
        }
    }
}
