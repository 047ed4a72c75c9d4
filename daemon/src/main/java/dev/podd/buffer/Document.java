package dev.podd.buffer;

import java.util.List;

/**
 * A document as an editor has it open, at one version; it never changes.
 *
 * @param languageId as the editor calls it; empty when it does not say
 * @param version    as the editor counts; may begin anywhere, and 0 says nothing
 */
public record Document(String uri, String languageId, int version, Text text) {
    /** The next version: each change is applied to what the one before it left. */
    public Document changed(int newVersion, List<Change> changes, PositionEncoding encoding) {
        Text changed = text;
        for (Change change : changes) {
            changed = apply(changed, change, encoding);
        }
        return new Document(uri, languageId, newVersion, changed);
    }

    private static Text apply(Text text, Change change, PositionEncoding encoding) {
        Range range = change.range();
        if (range == null) {
            return Text.of(change.text());
        }
        int start = text.offset(range.start(), encoding);
        int end = range.end().equals(range.start()) ? start : text.offset(range.end(), encoding);
        return text.replace(Math.min(start, end), Math.max(start, end), change.text());
    }
}
