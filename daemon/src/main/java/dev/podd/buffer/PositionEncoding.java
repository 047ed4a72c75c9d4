package dev.podd.buffer;

/** What one character of a {@link Position} is; agreed upon once by an editor and us. */
public enum PositionEncoding {
    /** Bytes; a lone surrogate counts as the three bytes of its replacement character. */
    UTF_8,
    /** Java's own chars. */
    UTF_16,
    /** Code points. */
    UTF_32;

    int units(int codePoint) {
        return switch (this) {
            case UTF_8 -> codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
            case UTF_16 -> Character.charCount(codePoint);
            case UTF_32 -> 1;
        };
    }

    int units(Chunk chunk) {
        return switch (this) {
            case UTF_8 -> chunk.utf8Length();
            case UTF_16 -> chunk.length();
            case UTF_32 -> chunk.codePoints();
        };
    }
}
