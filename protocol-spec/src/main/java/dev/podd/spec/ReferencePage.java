package dev.podd.spec;

import java.util.List;
import java.util.Locale;

/** The specification as a page of Markdown, with its transcripts as examples. */
public final class ReferencePage {
    private final StringBuilder page = new StringBuilder();

    private ReferencePage() {}

    public static String of(Spec spec, List<Transcript> transcripts) {
        ReferencePage reference = new ReferencePage();
        reference.write(spec);
        reference.examples(transcripts);
        return reference.page.toString();
    }

    private void write(Spec spec) {
        page.append("# The protocol, method by method\n\nMade from `spec/` by the tests; ")
                .append("`mvn -pl protocol-spec test -Dgolden=write` makes it anew.\n");
        for (Spec.Chapter chapter : spec.chapters()) {
            page.append("\n## ").append(chapter.name()).append("\n\n").append(chapter.doc()).append('\n');
            chapter.methods().forEach(this::method);
            chapter.types().forEach(this::type);
        }
        page.append("\n## errors\n\n| code | name | when | data |\n|---|---|---|---|\n");
        for (ErrorCode error : spec.errors()) {
            page.append("| ").append(error.code()).append(" | ").append(error.name()).append(" | ")
                    .append(error.when()).append(" | ").append(String.join(", ", error.data())).append(" |\n");
        }
    }

    private void method(Method method) {
        page.append("\n### `").append(method.name()).append("`\n\n").append(method.doc()).append("\n\n")
                .append(method.kind().name().toLowerCase(Locale.ROOT)).append(" from ")
                .append(method.from().name().toLowerCase(Locale.ROOT)).append(" · params ")
                .append(link(method.params()));
        if (method.result() != null) {
            page.append(" · result ").append(link(method.result()));
        }
        page.append(" · order ").append(method.order().name().toLowerCase(Locale.ROOT));
        if (!method.errors().isEmpty()) {
            page.append(" · errors ").append(String.join(", ", method.errors()));
        }
        page.append('\n');
    }

    private void type(NamedType type) {
        page.append("\n### ").append(type.name()).append("\n\n").append(type.doc()).append('\n');
        switch (type) {
            case NamedType.Structure structure -> fields(structure);
            case NamedType.Union union -> union.variants().forEach(variant -> {
                page.append("\n`").append(variant.name()).append("`: ").append(variant.doc()).append('\n');
                fields(variant);
            });
            case NamedType.Enumeration texts -> {
                page.append('\n');
                texts.values().forEach(value -> page.append("- `").append(value.value()).append("`: ")
                        .append(value.doc()).append('\n'));
            }
        }
    }

    private void fields(NamedType.Structure structure) {
        if (structure.fields().isEmpty()) {
            return;
        }
        page.append("\n| field | type | |\n|---|---|---|\n");
        for (NamedType.Field field : structure.fields()) {
            page.append("| ").append(field.name()).append(field.optional() ? "?" : "").append(" | ")
                    .append(link(field.type())).append(" | ").append(field.doc()).append(" |\n");
        }
    }

    private void examples(List<Transcript> transcripts) {
        page.append("\n## Conversations\n\nEach is replayed against the daemon by the tests.\n\n");
        for (Transcript transcript : transcripts) {
            page.append("- [").append(transcript.name().replace(".txt", "")).append("](transcripts/")
                    .append(transcript.name()).append("): ").append(transcript.shows().replace('\n', ' '))
                    .append('\n');
        }
    }

    private static String link(TypeName type) {
        return type.isBasic() ? "`" + type + "`"
                : "[" + type.name() + "](#" + type.name().toLowerCase(Locale.ROOT) + ")"
                        + (type.isList() ? "[]" : "");
    }
}
