package dev.podd.shell;

/** Reads what stands within {@code $'…'}, where a backslash begins the name of a character. */
final class AnsiQuotes {
    private static final String NAMES = "abeEfnrtv\\'\"?";
    private static final String CHARACTERS = "\u0007\b\u001b\u001b\f\n\r\t\u000b\\'\"?";
    private static final int MAX_ASCII = 127;

    private final SpliceCursor cursor;

    AnsiQuotes(SpliceCursor cursor) {
        this.cursor = cursor;
    }

    /** Reads to behind the closing quote. */
    String read() {
        StringBuilder text = new StringBuilder();
        for (int c = cursor.nextRaw(); c != '\''; c = cursor.nextRaw()) {
            if (c == SpliceCursor.END) {
                throw new UnclearException("a $' is not closed");
            }
            if (c == '\\') {
                escape(text);
            } else {
                text.append((char) c);
            }
        }
        return text.toString();
    }

    private void escape(StringBuilder text) {
        int c = cursor.nextRaw();
        int known = c == SpliceCursor.END ? -1 : NAMES.indexOf(c);
        if (known >= 0) {
            text.append(CHARACTERS.charAt(known));
            return;
        }
        switch (c) {
            case 'x' -> text.append(ascii(digits(16, 2, 0)));
            case 'u' -> text.appendCodePoint(character(digits(16, 4, 0)));
            case 'U' -> text.appendCodePoint(character(digits(16, 8, 0)));
            case '0', '1', '2', '3', '4', '5', '6', '7' -> text.append(ascii(digits(8, 2, c - '0')));
            default -> throw new UnclearException("an escape in $'…' that shells read differently");
        }
    }

    private int digits(int base, int most, int first) {
        int value = first;
        for (int i = 0; i < most && cursor.raw() != SpliceCursor.END && Character.digit(cursor.raw(), base) >= 0; i++) {
            value = value * base + Character.digit(cursor.nextRaw(), base);
        }
        return value;
    }

    private static char ascii(int value) {
        return (char) character(value > MAX_ASCII ? 0 : value);
    }

    private static int character(int value) {
        if (value <= 0 || value > Character.MAX_CODE_POINT) {
            throw new UnclearException("a character in $'…' that is none");
        }
        return value;
    }
}
