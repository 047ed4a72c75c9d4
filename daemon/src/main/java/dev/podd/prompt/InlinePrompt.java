package dev.podd.prompt;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/** What a model is asked that shall edit a range of a file. */
public final class InlinePrompt {
    private InlinePrompt() {}

    /**
     * What it is told.
     *
     * @param name        of the file
     * @param firstLine   of the range, from 1
     * @param around      lines that the range stands in, as text; empty for none, like the next two
     * @param fence       backticks, more than stand together in the range
     * @param language    of the file, as the editor calls it; empty when unknown
     */
    public record Values(String name, int firstLine, int lastLine, String instruction, String around,
            String diagnostics, String definitions, String fence, String language, String range) {}

    public static String text(Values values) {
        StringOutput output = new StringOutput();
        TemplateEngine.createPrecompiled(null, ContentType.Plain, null, "dev.podd.prompt.generated")
                .render("inline.jte", Map.of("values", values), output);
        return output.toString().strip();
    }
}
