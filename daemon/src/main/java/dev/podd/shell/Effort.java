package dev.podd.shell;

/** How much text may still be read for one command line: texts within texts are read once for each grammar. */
final class Effort {
    private static final int FACTOR = 4;
    private static final int MIN = 1 << 16;
    /** Counted for each text, however short. */
    private static final int EACH = 64;

    private long left;

    Effort(int length) {
        this.left = (long) FACTOR * length + MIN;
    }

    /** @throws UnclearException it has been too much */
    void read(String text) {
        left -= text.length() + EACH;
        if (left < 0) {
            throw new UnclearException("too many texts within texts");
        }
    }
}
