package dev.podd.log;

import org.jspecify.annotations.Nullable;

/** Something is wrong with a session or with the store that holds it. */
public sealed class LogException extends RuntimeException permits HeadMovedException, SessionNotFoundException,
        SessionCorruptException, SessionInUseException, EntryNotFoundException, StoreFailedException,
        CheckpointDroppedException {
    private static final long serialVersionUID = 1L;

    LogException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
