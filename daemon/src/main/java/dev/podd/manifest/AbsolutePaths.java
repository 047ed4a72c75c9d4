package dev.podd.manifest;

import dev.podd.manifest.Key.Form;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a layer's relative paths absolute, so that layers from different folders can be merged. */
final class AbsolutePaths {
    private final Path folder;
    private final @Nullable String home;

    /** @param environment where {@code ~} leads is asked of it */
    AbsolutePaths(Path folder, Function<String, @Nullable String> environment) {
        this.folder = folder;
        this.home = environment.apply("HOME");
    }

    Node.Table in(Node.Table root) {
        return (Node.Table) in(root, Shapes.MANIFEST);
    }

    /** @throws InvalidPathException the text cannot be a path, which {@link Checker} reports */
    Path absolute(String path) {
        return folder.resolve(atHome(path)).normalize();
    }

    /** A text that cannot be a path stays as it is. */
    private String absoluteText(String path) {
        return Shape.isWellFormed(path) ? absolute(path).toString() : path;
    }

    private Node in(Node node, Shape shape) {
        return switch (shape) {
            case Shape.Section section when node instanceof Node.Table table -> {
                Map<String, Node.Member> members = new LinkedHashMap<>();
                table.members().forEach((key, member) -> members.put(key, section.find(key)
                        .map(entry -> new Node.Member(member.key(), in(member.value(), entry.shape())))
                        .orElse(member)));
                yield new Node.Table(members, table.origin());
            }
            case Shape.MapOf map when node instanceof Node.Table table -> {
                Map<String, Node.Member> members = new LinkedHashMap<>();
                table.members().forEach((key, member) -> members.put(key,
                        new Node.Member(member.key(), in(member.value(), map.each()))));
                yield new Node.Table(members, table.origin());
            }
            case Shape.ListOf list when node instanceof Node.Items items -> new Node.Items(
                    items.items().stream().map(item -> in(item, list.each())).toList(), items.origin());
            case Shape.FilePath path when node instanceof Node.Scalar(String text, Node.Origin at) -> new Node.Scalar(
                    absoluteText(text), at);
            case Shape.Text(Form form) when node instanceof Node.Scalar(String text, Node.Origin at) -> new Node.Scalar(
                    text(text, form), at);
            case Shape.Section _,Shape.MapOf _,Shape.ListOf _,Shape.Plain _ -> node;
        };
    }

    private String text(String text, Form form) {
        boolean isRelative = text.startsWith("./") || text.startsWith("../");
        return switch (form) {
            case TARGET -> atHome(text);
            case COMMAND -> isRelative ? absoluteText(text) : atHome(text);
            case SHELL -> isRelative ? shell(text) : text;
            case TEXT, GLOB, NAMES, TEMPLATE, URL, VARIABLE -> text;
        };
    }

    /** The program alone is a path; the shell expands {@code ~} by itself. */
    private String shell(String line) {
        int end = line.indexOf(' ');
        String program = end < 0 ? line : line.substring(0, end);
        String quoted = "'" + absoluteText(program).replace("'", "'\\''") + "'";
        return end < 0 ? quoted : quoted + line.substring(end);
    }

    private String atHome(String path) {
        return home != null && path.startsWith("~/") ? home + path.substring(1) : path;
    }
}
