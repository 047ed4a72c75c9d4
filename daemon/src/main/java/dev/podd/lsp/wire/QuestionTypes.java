package dev.podd.lsp.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the model asks the person by the tool {@code ask}. */
public final class QuestionTypes {
    private QuestionTypes() {}

    /** A question of the model. */
    public record QuestionRequestParams(String pod, String call, String question, List<QuestionOption> options,
            boolean multiple, boolean freeText) {}

    /** One answer to choose. */
    public record QuestionOption(String option, String label, @Nullable String description) {}

    /** The person's answer. */
    public record QuestionAnswer(@Nullable List<String> options, @Nullable String text, @Nullable Boolean pending) {}
}
