package dev.podd.fetch;

import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Node;
import org.jsoup.nodes.Element;

/** A table of data: its first row is the head, with as many cells as the widest row; others may have fewer. */
final class TableMarkdown {
    private TableMarkdown() {}

    static Node of(Element table, MarkdownRoom room) {
        List<List<Element>> rows = table.select("tr").stream()
                .map(row -> row.children().stream().filter(cell -> cell.nameIs("td") || cell.nameIs("th")).toList())
                .filter(cells -> !cells.isEmpty()).toList();
        int width = rows.stream().mapToInt(List::size).max().orElse(0);
        TableBlock block = new TableBlock();
        TableBody body = new TableBody();
        for (int n = 0; n < rows.size(); n++) {
            TableRow row = row(rows.get(n), n == 0 ? width : rows.get(n).size(), n == 0, room);
            if (n == 0) {
                TableHead head = new TableHead();
                head.appendChild(row);
                block.appendChild(head);
            } else {
                body.appendChild(row);
            }
        }
        block.appendChild(body);
        return block;
    }

    private static TableRow row(List<Element> cells, int width, boolean isHead, MarkdownRoom room) {
        TableRow row = new TableRow();
        for (int n = 0; n < width; n++) {
            TableCell cell = new TableCell();
            cell.setHeader(isHead);
            if (n < cells.size()) {
                new InlineMarkdown(cell, room).text(cells.get(n).text());
            }
            row.appendChild(cell);
        }
        return row;
    }
}
