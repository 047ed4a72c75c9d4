package dev.podd.lsp.plain;

import dev.podd.buffer.Document;
import dev.podd.buffer.Position;
import dev.podd.buffer.PositionEncoding;
import dev.podd.buffer.Text;
import dev.podd.lsp.plain.LanguageClient.Loudness;
import dev.podd.workspace.DocumentException;
import dev.podd.workspace.TextFile;
import java.util.List;
import java.util.Optional;

/**
 * The comment whose instruction was carried out: it goes, wherever its line is by then.
 *
 * @param comment the line that held it
 * @param line    where that was, from 0
 */
record DoneComment(LanguageClient client, String uri, String comment, int line) {
    /** Takes it out, if it still stands there as it was. */
    void remove() throws InterruptedException {
        try {
            boolean isGone = false;
            while (!isGone) {
                isGone = isRemoved();
            }
        } catch (DocumentException e) {
            client.say(Loudness.WARNING, "The comment stays in " + ChatFile.name(uri) + ": " + e.getMessage());
        }
    }

    private boolean isRemoved() throws DocumentException, InterruptedException {
        Document document = client.document(uri).orElse(null);
        Optional<Integer> found = document == null ? Optional.empty() : nearest(document.text());
        if (document == null || found.isEmpty()) {
            return true;
        }
        Text text = document.text();
        int start = text.offset(new Position(found.get(), 0), PositionEncoding.UTF_16);
        int next = text.offset(new Position(found.get() + 1, 0), PositionEncoding.UTF_16);
        PoddComment instruction = PoddComment.in(comment).orElseThrow();
        TextFile.Edit edit = instruction.isAlone(comment) ? new TextFile.Edit(start, next, "")
                : new TextFile.Edit(start + instruction.start(), start + comment.length(), "");
        String before = text.toString();
        String after = before.substring(0, edit.start()) + before.substring(edit.end());
        return client.edit(document, "Podd: done", List.of(edit), now -> Difference.shows(before, after, now));
    }

    private Optional<Integer> nearest(Text text) {
        for (int away = 0; away < text.lines(); away++) {
            for (int each : new int[] {line - away, line + away}) {
                if (each >= 0 && each < text.lines() && text.line(each).equals(comment)) {
                    return Optional.of(each);
                }
            }
        }
        return Optional.empty();
    }
}
