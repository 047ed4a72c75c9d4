package dev.podd.tool.builtin;

/** Numbers lines of a block by counting LFs, never twice. */
final class LineCounter {
    private final byte[] block;
    private int counted;
    private int number;

    /** @param before lines before the block */
    LineCounter(byte[] block, int before) {
        this.block = block;
        this.number = before + 1;
    }

    /** The number, from 1, of the line that an offset lies in; offsets must not go back. */
    int number(int offset) {
        for (; counted < offset; counted++) {
            if (block[counted] == '\n') {
                number++;
            }
        }
        return number;
    }
}
