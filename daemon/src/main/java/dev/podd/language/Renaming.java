package dev.podd.language;

import dev.podd.buffer.PositionEncoding;
import dev.podd.buffer.Range;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Changes of files that give something another name.
 *
 * @param encoding what characters are counted in
 * @param edits    by file; the ranges of one file are all in its text as it is before, and do not overlap
 */
public record Renaming(PositionEncoding encoding, Map<Path, List<Edit>> edits) {
    public Renaming {
        edits = Map.copyOf(edits);
    }

    /** A range and the text that takes its place. */
    public record Edit(Range range, String text) {}
}
