package dev.podd.prompt;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The template of a system prompt, checked, ready to be rendered once. */
public final class SystemPrompt {
    private final List<TemplateNode> nodes;
    private final Set<String> names;
    private final boolean appends;
    private final boolean isBuiltIn;

    private SystemPrompt(List<TemplateNode> nodes, Set<String> names, boolean appends, boolean isBuiltIn) {
        this.nodes = nodes;
        this.names = names;
        this.appends = appends;
        this.isBuiltIn = isBuiltIn;
    }

    /** Podd's own prompt, which says all that is to be said. */
    public static SystemPrompt builtIn() {
        return new SystemPrompt(List.of(), Set.of(), false, true);
    }

    /**
     * @param appends whether scope and AGENTS.md follow a template that does not speak of them
     * @throws TemplateInvalid it is no template, or does what a template may not
     */
    public static SystemPrompt parse(String source, boolean appends) {
        TemplateReader.Template template = TemplateReader.read(source);
        return new SystemPrompt(template.nodes(), template.names(), appends, false);
    }

    /** @throws TemplateFailed it grows beyond all limits */
    public String render(PromptValues values) {
        if (isBuiltIn) {
            return builtInText(values);
        }
        StringBuilder text = new StringBuilder(new Rendering(values.byName()).of(nodes).strip());
        if (appends) {
            append(text, values);
        }
        return text.toString();
    }

    private void append(StringBuilder text, PromptValues values) {
        if (names.stream().noneMatch(name -> name.startsWith("scope."))) {
            text.append("\n\n# Working boundaries\n").append(values.scope().summary());
        }
        if (names.stream().noneMatch(name -> name.startsWith("files."))) {
            values.shownAgentsMd().ifPresent(
                    agentsMd -> text.append("\n\n# Project instructions (AGENTS.md)\n").append(agentsMd.strip()));
        }
    }

    private static String builtInText(PromptValues values) {
        StringOutput output = new StringOutput();
        TemplateEngine.createPrecompiled(null, ContentType.Plain, null, "dev.podd.prompt.generated")
                .render("system.jte", Map.of("values", values), output);
        return output.toString().strip();
    }
}
