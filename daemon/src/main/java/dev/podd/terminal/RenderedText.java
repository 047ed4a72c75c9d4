package dev.podd.terminal;

import java.io.PrintStream;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Renders Markdown while it streams. Written text is never changed, so nothing flickers: a block is written when the next one
 * begins, an entry of a list when the next entry begins, a line of code when it is complete.
 */
final class RenderedText implements AnswerText {
    private final PrintStream out;
    private final Runnable beforeWriting;
    private final MarkdownInk ink;
    private final Parser parser = Parser.builder().extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS).build();
    private final StringBuilder waiting = new StringBuilder();
    private int codeLines; // of the block of code that waiting begins with: lines already written
    private boolean continuesList; // waiting begins inside a list of which entries are written
    private int listNumber; // of the next entry of that list
    private boolean hasGapBefore; // a blank line stood before what is waiting
    private boolean isFirst = true;

    /** @param beforeWriting clears the current line of the terminal */
    RenderedText(PrintStream out, Ink ink, Runnable beforeWriting) {
        this.out = out;
        this.ink = new MarkdownInk(ink);
        this.beforeWriting = beforeWriting;
    }

    @Override
    public void add(String piece) {
        waiting.append(piece);
        if (piece.indexOf('\n') >= 0) {
            writeFinished();
        }
    }

    @Override
    public void end() {
        if (!waiting.isEmpty()) {
            Node document = parser.parse(waiting.toString());
            for (Node block = document.getFirstChild(); block != null; block = block.getNext()) {
                write(block);
            }
        }
        waiting.setLength(0);
        continuesList = false;
        codeLines = 0;
        out.flush();
    }

    private void writeFinished() {
        int whole = waiting.lastIndexOf("\n") + 1;
        Node document = parser.parse(waiting.substring(0, whole));
        Node last = document.getLastChild();
        if (last == null) {
            return;
        }
        for (Node block = document.getFirstChild(); block != null && block.getNext() != null; block = block.getNext()) {
            write(block);
        }
        Node unfinished = last;
        switch (last) {
            case FencedCodeBlock code -> writeLines(code);
            case ListBlock list -> unfinished = writeAllButLast(list);
            default -> {}
        }
        hasGapBefore = hasGapBefore(unfinished);
        waiting.delete(0, startOf(unfinished));
        out.flush();
    }

    /** Where the block's first line begins. */
    private int startOf(Node block) {
        List<SourceSpan> spans = block.getSourceSpans();
        return spans.isEmpty() ? 0 : waiting.lastIndexOf("\n", spans.getFirst().getInputIndex() - 1) + 1;
    }

    private void write(Node block) {
        switch (block) {
            case FencedCodeBlock code -> {
                writeLines(code);
                codeLines = 0;
            }
            case ListBlock list -> {
                for (Node entry = list.getFirstChild(); entry != null; entry = entry.getNext()) {
                    writeEntry(list, entry);
                }
                continuesList = false;
            }
            default -> {
                List<String> lines = ink.lines(block);
                if (!lines.isEmpty()) {
                    separate();
                    lines.forEach(this::print);
                }
            }
        }
    }

    private void writeLines(FencedCodeBlock code) {
        List<String> lines = ink.code(code.getLiteral());
        if (codeLines == 0 && !lines.isEmpty()) {
            separate();
        }
        lines.subList(Math.min(codeLines, lines.size()), lines.size()).forEach(this::print);
        codeLines = lines.size();
    }

    private boolean hasGapBefore(Node block) {
        int start = startOf(block);
        int lineBefore = waiting.lastIndexOf("\n", start - 2) + 1;
        return start == 0 ? hasGapBefore : waiting.substring(lineBefore, start).isBlank();
    }

    /** The last entry, which may still grow, is handed back. */
    private Node writeAllButLast(ListBlock list) {
        for (Node entry = list.getFirstChild(); entry != null && entry.getNext() != null; entry = entry.getNext()) {
            writeEntry(list, entry);
        }
        Node last = list.getLastChild();
        return last == null ? list : last;
    }

    private void writeEntry(ListBlock list, Node entry) {
        if (!continuesList) {
            separate();
            listNumber = MarkdownInk.start(list);
        } else if (hasGapBefore(entry)) {
            print("");
        }
        ink.item(list, entry, listNumber++).forEach(this::print);
        continuesList = true;
    }

    /** A blank line between what was written and what comes. */
    private void separate() {
        if (!isFirst) {
            print("");
        }
        isFirst = false;
        continuesList = false;
    }

    private void print(String line) {
        beforeWriting.run();
        out.print(line);
        out.print('\n');
    }
}
