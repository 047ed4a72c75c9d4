package dev.podd.manifest;

/**
 * Something wrong in a manifest. Lines and columns count from 1, the end is exclusive; a problem in an overlay, which has
 * no lines, stands at 1:1 and names its key.
 *
 * @param source the file, or what else the text came from
 */
public record ManifestProblem(String source, int line, int column, int endLine, int endColumn, Severity severity,
        String message) {
    /** Whether the manifest can be used all the same. */
    public enum Severity {
        ERROR, WARNING
    }

    static ManifestProblem at(Node.Origin origin, Severity severity, String message) {
        Place place = origin.place();
        return new ManifestProblem(origin.source(), place.line(), place.column(), place.endLine(), place.endColumn(),
                severity, message);
    }

    /** A warning at the same place. */
    ManifestProblem warning(String said) {
        return new ManifestProblem(source, line, column, endLine, endColumn, Severity.WARNING, said);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public String toString() {
        return source + ":" + line + ":" + column + ": " + (isError() ? "error" : "warning") + ": " + message;
    }
}
