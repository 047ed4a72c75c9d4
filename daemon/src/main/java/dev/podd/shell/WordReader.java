package dev.podd.shell;

import dev.podd.shell.WordPiece.Kind;
import java.util.List;

/** Reads words: quotes, expansions, and the commands within them, which go to the script like all others. */
final class WordReader {
    private static final String ESCAPED_IN_QUOTES = "$`\"\\";
    private static final String ESCAPED_IN_BACKQUOTES = "$`\\";
    private static final String SPECIAL_PARAMETERS = "*@#?-$!";

    private final SpliceCursor cursor;
    private final ScriptReader scripts;
    private final ParameterReader parameters;
    private final ArithmeticReader arithmetic;

    WordReader(SpliceCursor cursor, ScriptReader scripts) {
        this.cursor = cursor;
        this.scripts = scripts;
        this.arithmetic = new ArithmeticReader(cursor, scripts, this);
        this.parameters = new ParameterReader(cursor, scripts, this, arithmetic);
    }

    ArithmeticReader arithmetic() {
        return arithmetic;
    }

    /** Whether a word begins here. */
    boolean isHere() {
        return !Chars.isEndOfWord(cursor.peek()) || isProcessSubstitution();
    }

    /** The parts of the word that begins here, none if there is none. */
    List<WordPiece> read() {
        Pieces all = new Pieces();
        while (isHere()) {
            next(all);
        }
        return all.all();
    }

    /** A pattern of {@code [[}, which may hold parentheses and bars. */
    List<WordPiece> pattern() {
        Pieces all = new Pieces();
        int depth = 0;
        while (true) {
            int c = cursor.peek();
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            }
            if (depth < 0 || c == SpliceCursor.END || c == '\n' || Chars.isBlank(c)) {
                scripts.require(depth <= 0, "a ( of a pattern is not closed");
                return all.all();
            }
            scripts.require("&;<>".indexOf(c) < 0 && (c != '|' || depth > 0),
                    "a pattern of [[ that ends in an operator");
            if (c == '(' || c == ')' || c == '|') {
                all.add(cursor.next(), false);
            } else {
                next(all);
            }
        }
    }

    /** The text of a here-document whose expansions count. */
    Word document() {
        Pieces all = new Pieces();
        for (int c = cursor.peek(); c != SpliceCursor.END; c = cursor.peek()) {
            inQuotes(c, all, "$`\\");
        }
        return new Word(all.all());
    }

    private boolean isProcessSubstitution() {
        return scripts.isBash() && (cursor.at("<(") || cursor.at(">("));
    }

    private void next(Pieces all) {
        int c = cursor.peek();
        switch (c) {
            case '\\' -> escaped(all);
            case '\'' -> single(all);
            case '"' -> quotes(all);
            case '$' -> dollar(all, false);
            case '`' -> backquotes(all, false);
            case '<', '>' -> process(all);
            default -> all.add(cursor.next(), false);
        }
    }

    private void escaped(Pieces all) {
        cursor.next();
        int c = cursor.nextRaw();
        all.add(c == SpliceCursor.END ? '\\' : c, true);
    }

    void single(Pieces all) {
        cursor.next();
        all.add("", true);
        for (int c = cursor.nextRaw(); c != '\''; c = cursor.nextRaw()) {
            scripts.require(c != SpliceCursor.END, "a ' is not closed");
            scripts.noteNewline(c);
            all.add(c, true);
        }
    }

    void quotes(Pieces all) {
        cursor.next();
        all.add("", true);
        for (int c = cursor.peek(); c != '"'; c = cursor.peek()) {
            scripts.require(c != SpliceCursor.END, "a \" is not closed");
            scripts.noteNewline(c);
            inQuotes(c, all, ESCAPED_IN_QUOTES);
        }
        cursor.next();
    }

    private void inQuotes(int c, Pieces all, String escapable) {
        switch (c) {
            case '$' -> dollar(all, true);
            case '`' -> backquotes(all, true);
            case '\\' -> {
                cursor.next();
                boolean isEscape = cursor.raw() != SpliceCursor.END && escapable.indexOf(cursor.raw()) >= 0;
                all.add(isEscape ? cursor.nextRaw() : '\\', true);
            }
            default -> all.add(cursor.next(), true);
        }
    }

    /** What begins with a dollar sign. */
    void dollar(Pieces all, boolean quoted) {
        int start = cursor.offset();
        cursor.next();
        int c = cursor.peek();
        if (c == '\'' && !quoted && scripts.isBash()) {
            cursor.next();
            all.add(new AnsiQuotes(cursor).read(), true);
            cursor.since(start).chars().forEach(scripts::noteNewline);
        } else if (c == '"' && !quoted && scripts.isBash()) {
            quotes(all);
        } else if (c == '[' && scripts.isBash()) {
            throw new UnclearException("$[ ], which is arithmetic only for bash");
        } else if (cursor.take("((")) {
            arithmetic.read("))");
            all.open(cursor.since(start), quoted, Kind.NUMBER);
        } else if (cursor.take("(")) {
            scripts.substitution();
            all.open(cursor.since(start), quoted, Kind.EXPANSION);
        } else if (c == '{') {
            Kind kind = parameters.read(quoted);
            all.open(cursor.since(start), quoted, kind);
        } else if (Chars.isNameStart(c)) {
            while (Chars.isName(cursor.peek())) {
                cursor.next();
            }
            all.open(cursor.since(start), quoted, Kind.EXPANSION);
        } else if (c != SpliceCursor.END && (Chars.isDigit(c) || SPECIAL_PARAMETERS.indexOf(c) >= 0)) {
            cursor.next();
            all.open(cursor.since(start), quoted, c == '#' || c == '?' || c == '$' ? Kind.NUMBER : Kind.EXPANSION);
        } else {
            all.add('$', quoted);
        }
    }

    /** The text between backquotes is read after one level of backslashes is taken away. */
    void backquotes(Pieces all, boolean quoted) {
        int start = cursor.offset();
        cursor.next();
        StringBuilder script = new StringBuilder();
        for (int c = cursor.nextRaw(); c != '`'; c = cursor.nextRaw()) {
            scripts.require(c != SpliceCursor.END, "a ` is not closed");
            scripts.noteNewline(c);
            scripts.require(!quoted || c != '"', "a \" between ` within quotes, which shells read differently");
            if (c != '\\') {
                script.append((char) c);
                continue;
            }
            int escaped = cursor.nextRaw();
            scripts.require(escaped != SpliceCursor.END && (!quoted || escaped != '"'),
                    "a \\ between ` within quotes, which shells read differently");
            if (ESCAPED_IN_BACKQUOTES.indexOf(escaped) < 0) {
                script.append('\\');
            }
            script.append((char) escaped);
        }
        scripts.nested(script.toString());
        all.open(cursor.since(start), quoted, Kind.EXPANSION);
    }

    private void process(Pieces all) {
        int start = cursor.offset();
        cursor.next();
        cursor.take("(");
        scripts.substitution();
        all.open(cursor.since(start), false, Kind.PIPE);
    }
}
