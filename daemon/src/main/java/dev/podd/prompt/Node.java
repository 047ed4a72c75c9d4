package dev.podd.prompt;

import java.util.List;

/** A piece of a parsed template. */
sealed interface Node {
    record Text(String text) implements Node {}

    record Value(Expression expression) implements Node {}

    /** The first branch whose condition is true, else {@code otherwise}. */
    record If(List<Branch> branches, List<Node> otherwise) implements Node {}

    record Branch(Expression condition, List<Node> body) {}

    /** The body for each text of a list; {@code otherwise} when there is none. */
    record For(String variable, Expression list, List<Node> body, List<Node> otherwise) implements Node {}
}
