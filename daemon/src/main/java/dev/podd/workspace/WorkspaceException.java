package dev.podd.workspace;

import dev.podd.scope.Permission;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that cannot be read or written as asked. The message names it and says what to do, for a model to act on. */
public final class WorkspaceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String detail;
    private final transient @Nullable Refused refused;

    /** A path that the scope does not let be used so. */
    public record Refused(Path path, Permission permission) {}

    WorkspaceException(String message) {
        this(message, null, null, null);
    }

    WorkspaceException(String message, Refused refused) {
        this(message, null, null, refused);
    }

    WorkspaceException(String message, Throwable cause) {
        this(message, null, cause, null);
    }

    WorkspaceException(String message, @Nullable String detail, @Nullable Throwable cause) {
        this(message, detail, cause, null);
    }

    private WorkspaceException(String message, @Nullable String detail, @Nullable Throwable cause,
            @Nullable Refused refused) {
        super(message, cause);
        this.detail = detail;
        this.refused = refused;
    }

    /** What the scope refused; null when the file itself is the problem. */
    public @Nullable Refused refused() {
        return refused;
    }

    /** More than a message should hold: a diff. */
    public @Nullable String detail() {
        return detail;
    }
}
