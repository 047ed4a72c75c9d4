package dev.podd.daemon;

import org.jspecify.annotations.Nullable;

/** There is no daemon to speak to, or none can be here; the message says why and what would help. */
public final class DaemonException extends Exception {
    private static final long serialVersionUID = 1L;

    DaemonException(String message) {
        this(message, null);
    }

    DaemonException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
