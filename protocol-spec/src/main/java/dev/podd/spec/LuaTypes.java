package dev.podd.spec;

import java.util.stream.Collectors;

/** Classes and aliases under the name {@code podd}, and a module that has the codes of errors. */
final class LuaTypes implements ClientTypes {
    private final StringBuilder file = new StringBuilder();

    @Override
    public String of(Spec spec) {
        file.append("-- Made from protocol-spec/spec; `mvn -pl protocol-spec test -Dgolden=write` makes it anew.\n");
        spec.chapters().forEach(chapter -> chapter.types().forEach(this::type));
        methods(spec, Method.Kind.REQUEST, Method.From.EDITOR, "Request", "An editor's request.");
        methods(spec, Method.Kind.NOTIFICATION, Method.From.EDITOR, "Notification", "An editor's notification.");
        methods(spec, Method.Kind.REQUEST, Method.From.DAEMON, "DaemonRequest", "A request of the daemon's.");
        methods(spec, Method.Kind.NOTIFICATION, Method.From.DAEMON, "DaemonNotification",
                "A notification of the daemon's.");
        file.append("\nlocal M = {}\n\n--- The codes of errors by their names.\nM.errors = {\n");
        spec.errors().forEach(error -> file.append("  --- ").append(error.when()).append("\n  ").append(error.name())
                .append(" = ").append(error.code()).append(",\n"));
        file.append("}\n\nreturn M\n");
        return file.toString();
    }

    private void methods(Spec spec, Method.Kind kind, Method.From from, String alias, String doc) {
        file.append("\n--- ").append(doc).append("\n---@alias podd.").append(alias).append('\n');
        ClientTypes.methods(spec, kind, from).forEach(method -> {
            String types = method.params() + (method.result() == null ? "" : " -> " + method.result());
            file.append("---| '").append(method.name()).append("' # ").append(types).append(". ")
                    .append(method.doc()).append('\n');
        });
    }

    private void type(NamedType type) {
        file.append("\n--- ").append(type.doc()).append('\n');
        switch (type) {
            case NamedType.Structure structure -> structure("podd." + structure.name(), structure);
            case NamedType.Union union -> {
                file.append("---@alias podd.").append(union.name()).append(' ')
                        .append(union.variants().stream().map(variant -> "podd." + union.name() + "." + variant.name())
                                .collect(Collectors.joining("|")))
                        .append('\n');
                for (NamedType.Structure variant : union.variants()) {
                    file.append("\n--- ").append(variant.doc()).append('\n');
                    structure("podd." + union.name() + "." + variant.name(), variant);
                    file.append("---@field type '").append(variant.name()).append("'\n");
                }
            }
            case NamedType.Enumeration texts -> {
                file.append("---@alias podd.").append(texts.name()).append('\n');
                texts.values().forEach(value -> file.append("---| '").append(value.value()).append("' # ")
                        .append(value.doc()).append('\n'));
            }
        }
    }

    private void structure(String name, NamedType.Structure structure) {
        file.append("---@class ").append(name).append('\n');
        for (NamedType.Field field : structure.fields()) {
            file.append("---@field ").append(field.name()).append(field.optional() ? "? " : " ")
                    .append(name(field.type())).append(' ').append(field.doc()).append('\n');
        }
    }

    private static String name(TypeName type) {
        String name = switch (type.name()) {
            case "null" -> "nil";
            case "string", "integer", "number", "boolean", "any" -> type.name();
            default -> "podd." + type.name();
        };
        return type.isList() ? name + "[]" : name;
    }
}
