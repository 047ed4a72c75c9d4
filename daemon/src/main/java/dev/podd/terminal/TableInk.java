package dev.podd.terminal;

import dev.podd.terminal.Ink.Style;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Node;

/** Renders a table with columns as wide as their widest cell. */
final class TableInk {
    private final Ink ink;

    TableInk(Ink ink) {
        this.ink = ink;
    }

    /** A cell: its painted text, and how many characters of it are seen. */
    private record Cell(String text, int width, TableCell.Alignment alignment) {}

    List<String> lines(TableBlock table) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
                if (row instanceof TableRow) {
                    rows.add(cells(row, rows.isEmpty()));
                }
            }
        }
        return drawn(rows, widths(rows));
    }

    private List<Cell> cells(Node row, boolean isHead) {
        List<Cell> cells = new ArrayList<>();
        for (Node node = row.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof TableCell cell) {
                String text = isHead ? Inline.of(cell, ink, Style.BOLD) : Inline.of(cell, ink);
                String plain = Inline.of(cell, Ink.NONE);
                TableCell.Alignment alignment = cell.getAlignment();
                cells.add(new Cell(text, plain.codePointCount(0, plain.length()),
                        alignment == null ? TableCell.Alignment.LEFT : alignment));
            }
        }
        return cells;
    }

    private static int[] widths(List<List<Cell>> rows) {
        int[] widths = new int[rows.isEmpty() ? 0 : rows.getFirst().size()];
        for (List<Cell> row : rows) {
            for (int i = 0; i < widths.length && i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).width());
            }
        }
        return widths;
    }

    private List<String> drawn(List<List<Cell>> rows, int[] widths) {
        List<String> lines = new ArrayList<>();
        for (List<Cell> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length && i < row.size(); i++) {
                line.append(i == 0 ? "" : ink.paint(" │ ", Style.DIM)).append(padded(row.get(i), widths[i]));
            }
            lines.add(line.toString().stripTrailing());
            if (lines.size() == 1) {
                lines.add(ink.paint(rule(widths), Style.DIM));
            }
        }
        return lines;
    }

    private static String rule(int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(i == 0 ? "" : "─┼─").append("─".repeat(widths[i]));
        }
        return line.toString();
    }

    private static String padded(Cell cell, int width) {
        int free = width - cell.width();
        int left = switch (cell.alignment()) {
            case LEFT -> 0;
            case CENTER -> free / 2;
            case RIGHT -> free;
        };
        return " ".repeat(left) + cell.text() + " ".repeat(free - left);
    }
}
