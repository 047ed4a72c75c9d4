package dev.podd.approval;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a question about a tool call.
 *
 * @param comment what the person said with it, for the model
 * @param unasked why nobody was asked, for the model; null where a person answered
 */
public record Answer(Option.Kind kind, @Nullable String comment, @Nullable String unasked) {
    /** A person's no, or no answer at all. */
    public static final Answer REJECTED = new Answer(Option.Kind.REJECT, null);

    public Answer(Option.Kind kind, @Nullable String comment) {
        this(kind, comment, null);
    }

    /** A no because there is nobody to ask. */
    public static Answer unasked(String why) {
        return new Answer(Option.Kind.REJECT, null, why);
    }

    public boolean isAllowed() {
        return kind != Option.Kind.REJECT;
    }
}
