package dev.podd.spec;

import java.util.Locale;
import java.util.stream.Collectors;

/** Interfaces, unions of object and string types, and maps from a method's name to its types. */
final class TypeScriptTypes implements ClientTypes {
    private final StringBuilder file = new StringBuilder();

    @Override
    public String of(Spec spec) {
        file.append("// Made from protocol-spec/spec; `mvn -pl protocol-spec test -Dgolden=write` makes it anew.\n");
        spec.chapters().forEach(chapter -> chapter.types().forEach(this::type));
        methods(spec, Method.Kind.REQUEST, Method.From.EDITOR);
        methods(spec, Method.Kind.NOTIFICATION, Method.From.EDITOR);
        methods(spec, Method.Kind.REQUEST, Method.From.DAEMON);
        methods(spec, Method.Kind.NOTIFICATION, Method.From.DAEMON);
        file.append("\n/** The codes of errors by their names. */\nexport const errorCodes = {\n");
        spec.errors().forEach(error -> file.append("  /** ").append(error.when()).append(" */\n  ")
                .append(error.name()).append(": ").append(error.code()).append(",\n"));
        file.append("} as const;\n");
        return file.toString();
    }

    private void methods(Spec spec, Method.Kind kind, Method.From from) {
        boolean request = kind == Method.Kind.REQUEST;
        String side = from == Method.From.EDITOR ? "Editor" : "Daemon";
        file.append("\n/** What the ").append(side.toLowerCase(Locale.ROOT)).append(request ? " asks" : " tells")
                .append(". */\nexport interface ").append(side).append(request ? "Requests" : "Notifications")
                .append(" {\n");
        for (Method method : ClientTypes.methods(spec, kind, from)) {
            doc("  ", method.doc());
            file.append("  '").append(method.name()).append("': { params: ").append(name(method.params()));
            if (method.result() != null) {
                file.append("; result: ").append(name(method.result()));
            }
            file.append(" };\n");
        }
        file.append("}\n");
    }

    private void type(NamedType type) {
        file.append('\n');
        doc("", type.doc());
        switch (type) {
            case NamedType.Structure structure -> {
                file.append("export interface ").append(structure.name()).append(" {\n");
                fields("  ", structure);
                file.append("}\n");
            }
            case NamedType.Union union -> {
                file.append("export type ").append(union.name()).append(" =\n");
                for (NamedType.Structure variant : union.variants()) {
                    doc("  ", variant.doc());
                    file.append("  | {\n    type: '").append(variant.name()).append("';\n");
                    fields("    ", variant);
                    file.append("  }\n");
                }
                file.setLength(file.length() - 1);
                file.append(";\n");
            }
            case NamedType.Enumeration texts -> file.append("export type ").append(texts.name()).append(" =\n")
                    .append(texts.values().stream()
                            .map(value -> "  /** " + value.doc() + " */\n  | '" + value.value() + "'")
                            .collect(Collectors.joining("\n")))
                    .append(";\n");
        }
    }

    private void fields(String indent, NamedType.Structure structure) {
        for (NamedType.Field field : structure.fields()) {
            doc(indent, field.doc());
            file.append(indent).append(field.name()).append(field.optional() ? "?: " : ": ")
                    .append(name(field.type())).append(";\n");
        }
    }

    private void doc(String indent, String doc) {
        file.append(indent).append("/** ").append(doc).append(" */\n");
    }

    private static String name(TypeName type) {
        String name = switch (type.name()) {
            case "integer" -> "number";
            case "any" -> "unknown";
            default -> type.name();
        };
        return type.isList() ? name + "[]" : name;
    }
}
