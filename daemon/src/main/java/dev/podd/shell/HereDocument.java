package dev.podd.shell;

import org.jspecify.annotations.Nullable;

/** A here-document: its delimiter is read with the command, its text at the end of that line. */
final class HereDocument {
    private final String delimiter;
    private final boolean isQuoted;
    private final boolean stripsTabs;
    private @Nullable Word body;

    HereDocument(String delimiter, boolean isQuoted, boolean stripsTabs) {
        this.delimiter = delimiter;
        this.isQuoted = isQuoted;
        this.stripsTabs = stripsTabs;
    }

    @Nullable Word body() {
        return body;
    }

    /** Reads the lines up to the delimiter. */
    void read(SpliceCursor cursor, ScriptReader scripts) {
        StringBuilder text = new StringBuilder();
        StringBuilder joined = new StringBuilder();
        boolean goesOn = false;
        for (String line = line(cursor); goesOn || !line.equals(delimiter); line = line(cursor)) {
            boolean isRest = goesOn;
            goesOn = !isQuoted && endsInBackslash(line);
            joined.append(goesOn ? line.substring(0, line.length() - 1) : line);
            scripts.require(!isRest || !line.equals(delimiter) && !joined.toString().equals(delimiter),
                    "a here-document that shells end at different lines");
            joined.setLength(goesOn ? Math.min(joined.length(), delimiter.length() + 1) : 0);
            text.append(line).append('\n');
        }
        body = isQuoted ? Word.of(text.toString()) : scripts.document(text.toString());
    }

    private String line(SpliceCursor cursor) {
        String line = cursor.line();
        if (line == null) {
            throw new UnclearException("the here-document " + delimiter + " has no end");
        }
        int tabs = 0;
        while (stripsTabs && tabs < line.length() && line.charAt(tabs) == '\t') {
            tabs++;
        }
        return line.substring(tabs);
    }

    private static boolean endsInBackslash(String line) {
        int from = line.length();
        while (from > 0 && line.charAt(from - 1) == '\\') {
            from--;
        }
        return (line.length() - from) % 2 == 1;
    }
}
