package dev.podd.prompt;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/** What a model is told that shall summarise a conversation. */
public final class SummaryPrompt {
    private SummaryPrompt() {}

    /**
     * @param isJoining it gets summaries of parts, to be made one, in place of the conversation itself
     * @param words     that the summary shall have at most
     */
    public static String text(boolean isJoining, long words) {
        StringOutput output = new StringOutput();
        TemplateEngine.createPrecompiled(null, ContentType.Plain, null, "dev.podd.prompt.generated")
                .render("summary.jte", Map.of("isJoining", isJoining, "words", words), output);
        return output.toString().strip();
    }
}
