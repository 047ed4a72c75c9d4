package dev.podd.terminal;

import dev.podd.terminal.Ink.Style;
import dev.podd.transcript.Visible;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.ThematicBreak;
import org.jspecify.annotations.Nullable;

/** Renders blocks of Markdown as lines for a terminal. Lines are not wrapped: the terminal does it. */
final class MarkdownInk {
    private static final int RULE = 40;

    private final Ink ink;

    MarkdownInk(Ink ink) {
        this.ink = ink;
    }

    /** The lines of a block, without a line end. */
    List<String> lines(Node block) {
        return switch (block) {
            case Heading heading -> List.of(heading(heading));
            case FencedCodeBlock code -> code(code.getLiteral());
            case IndentedCodeBlock code -> code(code.getLiteral());
            case HtmlBlock html -> Visible.text(html.getLiteral()).lines().toList();
            case BlockQuote quote -> indented(blocks(quote), ink.paint("│", Style.DIM) + " ", null);
            case ListBlock list -> list(list);
            case ThematicBreak rule -> List.of(ink.paint("─".repeat(RULE), Style.DIM));
            case TableBlock table -> new TableInk(ink).lines(table);
            case LinkReferenceDefinition definition -> List.of();
            default -> Inline.of(block, ink).lines().toList();
        };
    }

    /** Lines of code, set apart by their colour and two spaces. */
    List<String> code(String literal) {
        return Visible.text(literal).lines().map(line -> ("  " + ink.paint(line, Style.CYAN)).stripTrailing()).toList();
    }

    /** One entry of a list. */
    List<String> item(ListBlock list, Node item, int number) {
        String mark = mark(list, number) + " ";
        return indented(blocks(item), " ".repeat(mark.length()), ink.paint(mark, Style.YELLOW));
    }

    private static String mark(ListBlock list, int number) {
        return switch (list) {
            case OrderedList ordered -> number + ".";
            case BulletList bullets -> "•";
            default -> "-";
        };
    }

    /** The number of the first entry. */
    static int start(ListBlock list) {
        Integer start = list instanceof OrderedList ordered ? ordered.getMarkerStartNumber() : null;
        return start == null ? 1 : start;
    }

    private String heading(Heading heading) {
        return heading.getLevel() == 1 ? Inline.of(heading, ink, Style.BOLD, Style.UNDERLINE)
                : Inline.of(heading, ink, Style.BOLD);
    }

    private List<String> list(ListBlock list) {
        List<String> lines = new ArrayList<>();
        int number = start(list);
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            if (item.getPrevious() != null && !list.isTight()) {
                lines.add("");
            }
            lines.addAll(item(list, item, number++));
        }
        return lines;
    }

    /** All blocks inside one, a blank line between them; a list follows its words at once. */
    private List<String> blocks(Node parent) {
        List<String> lines = new ArrayList<>();
        for (Node block = parent.getFirstChild(); block != null; block = block.getNext()) {
            if (!lines.isEmpty() && !(block instanceof ListBlock)) {
                lines.add("");
            }
            lines.addAll(lines(block));
        }
        return lines;
    }

    private static List<String> indented(List<String> lines, String indent, @Nullable String first) {
        List<String> moved = new ArrayList<>();
        for (String line : lines) {
            moved.add(((moved.isEmpty() && first != null ? first : indent) + line).stripTrailing());
        }
        if (moved.isEmpty() && first != null) {
            moved.add(first.stripTrailing());
        }
        return moved;
    }
}
