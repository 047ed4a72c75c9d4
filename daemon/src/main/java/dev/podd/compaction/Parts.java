package dev.podd.compaction;

import dev.podd.item.Utf8;
import java.util.ArrayList;
import java.util.List;

/** Cuts blocks of text into parts of bounded size, between blocks where that is possible. */
final class Parts {
    private static final String BETWEEN = "\n\n";

    private Parts() {}

    /** At least one part; each has at most {@code room} bytes. */
    static List<String> of(List<String> blocks, int room) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int bytes = 0;
        for (String block : blocks) {
            for (String piece : pieces(block, room)) {
                int more = Utf8.length(piece) + BETWEEN.length();
                if (bytes > 0 && bytes + more > room) {
                    parts.add(part.toString());
                    part.setLength(0);
                    bytes = 0;
                }
                part.append(part.isEmpty() ? "" : BETWEEN).append(piece);
                bytes += more;
            }
        }
        parts.add(part.toString());
        return parts;
    }

    private static List<String> pieces(String block, int room) {
        List<String> pieces = new ArrayList<>();
        String rest = block;
        while (Utf8.length(rest) > room - BETWEEN.length()) {
            String piece = Utf8.beginning(rest, room - BETWEEN.length());
            pieces.add(piece);
            rest = rest.substring(piece.length());
        }
        pieces.add(rest);
        return pieces;
    }
}
