package dev.podd.manifest;

import java.nio.file.Path;

/** A working directory that the scope does not let the Pod read. */
public final class PwdOutsideScope extends ManifestException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String reason;

    PwdOutsideScope(Path path, String rule) {
        super("the working directory " + path + " is not readable under the scope: " + rule);
        this.path = path.toString();
        this.reason = rule;
    }

    public Path path() {
        return Path.of(path);
    }

    /** The rule that denies it, or those that do not cover it. */
    public String reason() {
        return reason;
    }
}
