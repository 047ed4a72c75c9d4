package dev.podd.inline;

import org.jspecify.annotations.Nullable;

/**
 * How an inline edit stands. Immutable.
 *
 * @param inline  its id
 * @param coming  the new text of the range as far as it has come
 * @param note    what the model said beside it; null for nothing
 * @param problem why it failed; null where it did not
 */
public record InlineState(String inline, String pod, String session, Progress progress, EditTarget target,
        String coming, @Nullable String note, @Nullable Problem problem) {
    /** How far it is. */
    public enum Progress {
        /** The model writes. */
        WRITING,
        /** It stands in the document. */
        APPLIED, FAILED,
        /** It was stopped. */
        CANCELLED
    }

    /** Why an edit failed: a name for programs, a sentence for people. */
    public record Problem(String code, String message) {}

    InlineState writing(String text) {
        return new InlineState(inline, pod, session, Progress.WRITING, target, text, null, null);
    }

    InlineState applied(String text, String said) {
        return new InlineState(inline, pod, session, Progress.APPLIED, target, text, said.isEmpty() ? null : said,
                null);
    }

    InlineState failed(String code, String message) {
        return new InlineState(inline, pod, session, Progress.FAILED, target, coming, null, new Problem(code, message));
    }

    InlineState cancelled() {
        return new InlineState(inline, pod, session, Progress.CANCELLED, target, coming, null, null);
    }
}
