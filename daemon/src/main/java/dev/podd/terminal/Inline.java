package dev.podd.terminal;

import dev.podd.terminal.Ink.Style;
import dev.podd.transcript.Visible;
import java.util.EnumSet;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/** The words of one paragraph, heading or cell in their styles. */
final class Inline extends AbstractVisitor {
    private final Ink ink;
    private final StringBuilder out = new StringBuilder();
    private Set<Style> styles;

    private Inline(Ink ink, Set<Style> styles) {
        this.ink = ink;
        this.styles = styles;
    }

    /** What stands in a block, painted. */
    static String of(Node block, Ink ink, Style... styles) {
        Set<Style> all = EnumSet.noneOf(Style.class);
        all.addAll(Set.of(styles));
        Inline inline = new Inline(ink, all);
        inline.visitChildren(block);
        return inline.out.toString();
    }

    @Override
    public void visit(Text text) {
        say(text.getLiteral());
    }

    @Override
    public void visit(Code code) {
        with(Style.CYAN, () -> say(code.getLiteral()));
    }

    @Override
    public void visit(Emphasis emphasis) {
        with(Style.ITALIC, () -> visitChildren(emphasis));
    }

    @Override
    public void visit(StrongEmphasis strong) {
        with(Style.BOLD, () -> visitChildren(strong));
    }

    @Override
    public void visit(Link link) {
        int before = out.length();
        with(Style.UNDERLINE, () -> visitChildren(link));
        String target = link.getDestination();
        if (out.indexOf(target, before) < 0 && !target.startsWith("#")) {
            with(Style.DIM, () -> say(" (" + target + ")"));
        }
    }

    @Override
    public void visit(Image image) {
        visitChildren(image);
        with(Style.DIM, () -> say(" (" + image.getDestination() + ")"));
    }

    @Override
    public void visit(HtmlInline html) {
        say(html.getLiteral());
    }

    /** Lines are left to the terminal to wrap, so that what is copied from it is whole. */
    @Override
    public void visit(SoftLineBreak lineBreak) {
        out.append(' ');
    }

    @Override
    public void visit(HardLineBreak lineBreak) {
        out.append('\n');
    }

    private void say(String text) {
        out.append(ink.paint(Visible.text(text), styles));
    }

    private void with(Style style, Runnable words) {
        Set<Style> outside = styles;
        styles = EnumSet.copyOf(outside.isEmpty() ? EnumSet.of(style) : outside);
        styles.add(style);
        words.run();
        styles = outside;
    }
}
