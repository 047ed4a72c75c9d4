package dev.podd.approval;

import org.jspecify.annotations.Nullable;

/** What the person said; {@code comment} goes to the model. */
public record Answer(Option.Kind kind, @Nullable String comment) {
    /** No answer means no. */
    public static final Answer REJECTED = new Answer(Option.Kind.REJECT, null);

    public boolean isAllowed() {
        return kind != Option.Kind.REJECT;
    }
}
