package dev.podd.manifest;

import dev.podd.manifest.Key.Form;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Holds what one layer says against what a manifest may be: an unknown key is a warning, a wrong value an error. */
final class Checker {
    private final Problems problems;

    Checker(Problems problems) {
        this.problems = problems;
    }

    void check(Node.Table root) {
        section(root, Shapes.MANIFEST, "");
    }

    private void section(Node.Table table, Shape.Section section, String path) {
        table.members().forEach((key, member) -> section.find(key).ifPresentOrElse(
                entry -> value(member.value(), entry.shape(), join(path, key)),
                () -> problems.warning(member.key(), unknown(key, section, path))));
        alternatives(table, section, path);
    }

    private static String unknown(String key, Shape.Section section, String path) {
        List<String> known = new ArrayList<>();
        section.entries().values().forEach(entry -> {
            known.add(entry.name());
            known.addAll(entry.aliases());
        });
        String where = path.isEmpty() ? "" : path + ": ";
        return where + "unknown key \"" + key + "\"; the nearest known one is \"" + Nearest.to(key, known) + "\"";
    }

    private void alternatives(Node.Table table, Shape.Section section, String path) {
        table.members().forEach((key, member) -> {
            Shape.Entry entry = section.entries().get(key);
            if (entry != null) {
                Stream.concat(entry.insteadOf().stream(), entry.aliases().stream())
                        .filter(table.members()::containsKey)
                        .forEach(other -> problems.error(member.key(), join(path, key) + ": says the same as " + other
                                + "; give one of them, not both"));
            }
        });
    }

    private void value(Node node, Shape shape, String path) {
        switch (shape) {
            case Shape.Section section when node instanceof Node.Table table -> section(table, section, path);
            case Shape.MapOf map when node instanceof Node.Table table -> table.members().forEach(
                    (key, member) -> value(member.value(), map.each(), join(path, key)));
            case Shape.ListOf list when node instanceof Node.Items items -> {
                for (int i = 0; i < items.items().size(); i++) {
                    value(items.items().get(i), list.each(), path + "[" + i + "]");
                }
            }
            default -> {
                if (!(node instanceof Node.Scalar scalar) || !fits(scalar.value(), shape)) {
                    problems.error(node.origin(), path + ": expected " + shape.expected() + "; found " + node.found()
                            + suggestion(node, shape));
                }
            }
        }
    }

    private static boolean fits(Object value, Shape shape) {
        return switch (shape) {
            case Shape.Text(Form form) -> value instanceof String text && (form != Form.URL || isUrl(text));
            case Shape.FilePath path -> value instanceof String text && !text.isBlank() && text.indexOf('\0') < 0;
            case Shape.Word word -> value instanceof String text && word.words().contains(text);
            case Shape.Flag flag -> value instanceof Boolean;
            case Shape.Whole(double least, double most) -> value instanceof Long number && number >= least
                    && number <= most;
            case Shape.Real(double least, double most) -> value instanceof Number number
                    && number.doubleValue() >= least && number.doubleValue() <= most;
            case Shape.Seconds seconds -> value instanceof Number number && number.doubleValue() > 0
                    && number.doubleValue() <= Shape.Seconds.MOST;
            case Shape.NumberOrFalse limit -> (value instanceof Long number && number >= 1)
                    || Boolean.FALSE.equals(value);
            case Shape.Section section -> section.mayBeFalse() && Boolean.FALSE.equals(value);
            case Shape.ListOf list -> false;
            case Shape.MapOf map -> false;
        };
    }

    private static boolean isUrl(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String suggestion(Node node, Shape shape) {
        if (shape instanceof Shape.Word word && node instanceof Node.Scalar scalar
                && scalar.value() instanceof String text) {
            return "; the nearest is \"" + Nearest.to(text, word.words()) + "\"";
        }
        return "";
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
