package dev.podd.manifest;

/** Finds where keys and values of a TOML text end; the reader only says where they begin. */
final class TomlSpans {
    private final String text;

    TomlSpans(String text) {
        this.text = text;
    }

    /** The end of a key, dots included, or of a table's header, from its beginning. */
    int keyEnd(int from) {
        if (at(from) == '[') {
            return headerEnd(from);
        }
        int end = from;
        int i = from;
        while (isKeyPart(at(i)) || isQuote(at(i)) || at(i) == '.' || isBlank(at(i))) {
            if (isQuote(at(i))) {
                i = stringEnd(i);
                end = i;
            } else {
                i++;
                end = isBlank(at(i - 1)) ? end : i;
            }
        }
        return end;
    }

    /** Where the value of a key begins: behind the equals sign. */
    int valueStart(int key) {
        int i = keyEnd(key);
        while (isBlank(at(i))) {
            i++;
        }
        return at(i) == '=' ? skipSpace(i + 1) : key;
    }

    /** The first thing that is neither space nor comment. */
    int skipSpace(int from) {
        int i = from;
        while (isBlank(at(i)) || at(i) == '\n' || at(i) == '\r' || at(i) == '#') {
            i = at(i) == '#' ? lineEnd(i) : i + 1;
        }
        return i;
    }

    int valueEnd(int from) {
        char first = at(from);
        if (isQuote(first)) {
            return stringEnd(from);
        }
        if (first == '[' || first == '{') {
            return bracketEnd(from);
        }
        int i = from;
        while (i < text.length() && ",]}#\n\r".indexOf(at(i)) < 0) {
            i++;
        }
        return from + text.substring(from, i).stripTrailing().length();
    }

    /** Behind the closing quote, or the end of the text if there is none. */
    int stringEnd(int from) {
        String quote = quoteAt(from);
        boolean hasEscapes = quote.charAt(0) == '"';
        int i = from + quote.length();
        while (i < text.length() && !text.startsWith(quote, i)) {
            i += hasEscapes && at(i) == '\\' ? 2 : 1;
        }
        int end = Math.min(text.length(), i + quote.length());
        while (quote.length() == 3 && at(end) == quote.charAt(0)) {
            end++;
        }
        return end;
    }

    /** One quotation mark or three. */
    String quoteAt(int from) {
        String three = String.valueOf(at(from)).repeat(3);
        return text.startsWith(three, from) ? three : three.substring(2);
    }

    private int headerEnd(int from) {
        int line = lineEnd(from);
        int close = text.indexOf(']', from);
        if (close < 0 || close >= line) {
            return line;
        }
        return at(close + 1) == ']' ? close + 2 : close + 1;
    }

    private int bracketEnd(int from) {
        int depth = 0;
        int i = from;
        while (i < text.length()) {
            char each = at(i);
            if (isQuote(each)) {
                i = stringEnd(i) - 1;
            } else if (each == '#') {
                i = lineEnd(i) - 1;
            } else if (each == '[' || each == '{') {
                depth++;
            } else if (each == ']' || each == '}') {
                depth--;
            }
            i++;
            if (depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private char at(int i) {
        return i >= 0 && i < text.length() ? text.charAt(i) : '\0';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    private static boolean isKeyPart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }
}
