package dev.podd.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Holds what one layer says against what a manifest may be: an unknown key is a warning, a wrong value an error. */
final class Checker {
    private static final String MALFORMED = "a NUL character or half of a surrogate pair";

    private final Problems problems;

    Checker(Problems problems) {
        this.problems = problems;
    }

    void check(Node.Table root) {
        section(root, Shapes.MANIFEST, "");
    }

    private void section(Node.Table table, Shape.Section section, String path) {
        table.members().forEach((key, member) -> section.find(key).ifPresentOrElse(
                entry -> value(member.value(), entry.shape(), join(path, key), entry.isSecret()),
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
        return where + "unknown key \"" + key + "\"; the nearest known one is \"" + NearestWord.to(key, known) + "\"";
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

    private void value(Node node, Shape shape, String path, boolean isSecret) {
        switch (shape) {
            case Shape.Section section when node instanceof Node.Table table -> section(table, section, path);
            case Shape.Section section -> {
                boolean isShort = node.plain(Object.class).filter(value -> section.shortEntry()
                        .filter(entry -> entry.shape() instanceof Shape.Plain plain && plain.fits(value)).isPresent())
                        .isPresent();
                boolean isOff = section.mayBeFalse() && node.plain(Boolean.class).equals(Optional.of(false));
                expect(isOff || isShort, node, shape, path, isSecret);
            }
            case Shape.MapOf map when node instanceof Node.Table table -> table.members().forEach(
                    (key, member) -> {
                        name(key, member, path);
                        value(member.value(), map.each(), join(path, key), isSecret);
                    });
            case Shape.ListOf list when node instanceof Node.Items items -> {
                for (int i = 0; i < items.items().size(); i++) {
                    value(items.items().get(i), list.each(), path + "[" + i + "]", isSecret);
                }
            }
            case Shape.MapOf _,Shape.ListOf _ -> expect(false, node, shape, path, isSecret);
            case Shape.Plain plain -> expect(node.plain(Object.class).filter(plain::fits).isPresent(), node, shape,
                    path, isSecret);
        }
    }

    private void name(String key, Node.Member member, String path) {
        if (!Shape.isWellFormed(key)) {
            problems.error(member.key(), path + ": a name may not hold " + MALFORMED);
        }
    }

    private void expect(boolean isFulfilled, Node node, Shape shape, String path, boolean isSecret) {
        if (!isFulfilled) {
            boolean isMalformed = node.plain(String.class).filter(text -> !Shape.isWellFormed(text)).isPresent();
            problems.error(node.origin(), path + ": expected " + shape.expected()
                    + (isMalformed ? " without " + MALFORMED
                            : "; found " + (isSecret ? hidden(node) : node.found() + suggestion(node, shape))));
        }
    }

    private static String hidden(Node node) {
        return node.plain(String.class).isPresent() ? "text that is not shown, since it may be a key" : node.kind();
    }

    private static String suggestion(Node node, Shape shape) {
        return shape instanceof Shape.Word word ? node.plain(String.class)
                .map(text -> "; the nearest is \"" + NearestWord.to(text, word.words()) + "\"").orElse("") : "";
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
