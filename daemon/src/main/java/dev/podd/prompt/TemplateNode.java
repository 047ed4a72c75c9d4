package dev.podd.prompt;

import java.util.List;

/** A piece of a parsed template. */
sealed interface TemplateNode {
    record Text(String text) implements TemplateNode {}

    record Value(Expression expression) implements TemplateNode {}

    /** The first branch whose condition is true, else {@code otherwise}. */
    record If(List<Branch> branches, List<TemplateNode> otherwise) implements TemplateNode {}

    record Branch(Expression condition, List<TemplateNode> body) {}

    /** The body for each text of a list; {@code otherwise} when there is none. */
    record For(String variable, Expression list, List<TemplateNode> body, List<TemplateNode> otherwise)
            implements TemplateNode {}
}
