package dev.podd.manifest;

import java.nio.file.Path;

/** A working directory that is missing or no folder. */
public final class InvalidPwd extends ManifestException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String reason;

    InvalidPwd(Path path, String reason) {
        super("the working directory " + path + " " + reason);
        this.path = path.toString();
        this.reason = reason;
    }

    public Path path() {
        return Path.of(path);
    }

    /** Why, in words that follow the path. */
    public String reason() {
        return reason;
    }
}
