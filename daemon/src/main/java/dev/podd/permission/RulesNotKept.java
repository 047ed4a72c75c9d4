package dev.podd.permission;

import java.nio.file.Path;

/** The file of the person's rules cannot be read or written. */
public final class RulesNotKept extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RulesNotKept(Path file, Exception cause) {
        super("the permissions in " + file + " cannot be read or kept: " + cause.getMessage(), cause);
    }
}
