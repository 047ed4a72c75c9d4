package dev.podd.manifest;

import java.nio.file.Path;

/** A working directory that the scope does not let the Pod read. */
public final class PwdOutsideScope extends ManifestException {
    private static final long serialVersionUID = 1L;

    private final String path;

    PwdOutsideScope(Path path, String rule) {
        super("the working directory " + path + " is not readable under the scope: " + rule);
        this.path = path.toString();
    }

    public Path path() {
        return Path.of(path);
    }
}
