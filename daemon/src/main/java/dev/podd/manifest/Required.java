package dev.podd.manifest;

/** Finds what is still missing when all layers are one: a required key, or each of two of which one is needed. */
final class Required {
    private final Problems problems;

    Required(Problems problems) {
        this.problems = problems;
    }

    void check(Node node, Shape shape, String path) {
        switch (shape) {
            case Shape.Section section when node instanceof Node.Table table -> section(table, section, path);
            case Shape.MapOf map when node instanceof Node.Table table -> table.members().forEach(
                    (key, member) -> check(member.value(), map.each(), path + "." + key));
            case Shape.ListOf list when node instanceof Node.Items items -> items.items()
                    .forEach(item -> check(item, list.each(), path));
            case Shape.Section _,Shape.MapOf _,Shape.ListOf _,Shape.Plain _ -> {
                // a plain value is complete, and one of the wrong kind was reported before
            }
        }
    }

    private void section(Node.Table table, Shape.Section section, String path) {
        for (Shape.Entry entry : section.entries().values()) {
            Node.Member given = table.members().get(entry.name());
            if (given != null) {
                check(given.value(), entry.shape(), path.isEmpty() ? entry.name() : path + "." + entry.name());
            } else if (entry.isRequired() && !isGivenOtherwise(table, entry)) {
                String what = entry.insteadOf().map(other -> other + " or ").orElse("") + entry.name();
                problems.error(table.origin(), path + ": " + what + " is missing; expected "
                        + entry.shape().expected());
            }
        }
    }

    private static boolean isGivenOtherwise(Node.Table table, Shape.Entry entry) {
        return entry.insteadOf().filter(table.members()::containsKey).isPresent();
    }
}
