package dev.podd.prompt;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/** What a model is asked that shall say what comes at a place in a file. */
public final class CompletionPrompt {
    private CompletionPrompt() {}

    /**
     * What it is told.
     *
     * @param name     of the file
     * @param line     of the place, from 1
     * @param around   further lines of the file, as text; empty for none
     * @param fence    backticks, more than stand together in the text
     * @param language of the file, as the editor calls it; empty when unknown
     * @param before   text up to the place
     * @param behind   text from the place on
     */
    public record Values(String name, int line, String around, String fence, String language, String before,
            String behind) {}

    public static String text(Values values) {
        StringOutput output = new StringOutput();
        TemplateEngine.createPrecompiled(null, ContentType.Plain, null, "dev.podd.prompt.generated")
                .render("completion.jte", Map.of("values", values), output);
        return output.toString().strip();
    }
}
