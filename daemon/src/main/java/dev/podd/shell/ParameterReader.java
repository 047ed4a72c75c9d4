package dev.podd.shell;

import dev.podd.shell.WordPiece.Kind;

/**
 * Reads {@code ${…}}. What shells read differently, and what evaluates a value as a command, is unclear. Operators that only
 * bash has are errors for dash once they are reached, so it reads on.
 */
final class ParameterReader {
    private static final String SPECIAL = "*@?-$!";
    private static final String TRANSFORMS = "QEAaKkUuL";

    private final SpliceCursor cursor;
    private final ScriptReader scripts;
    private final WordReader words;
    private final ArithmeticReader arithmetic;

    ParameterReader(SpliceCursor cursor, ScriptReader scripts, WordReader words, ArithmeticReader arithmetic) {
        this.cursor = cursor;
        this.scripts = scripts;
        this.words = words;
        this.arithmetic = arithmetic;
    }

    /** Reads from the brace on. */
    Kind read(boolean quoted) {
        cursor.next();
        if (cursor.take("#}")) {
            return Kind.NUMBER;
        }
        if (cursor.take("#")) {
            name();
            subscript();
            end();
            return Kind.NUMBER;
        }
        if (scripts.isBash() && cursor.at("!") && !cursor.at("!}")) {
            cursor.next();
            names();
            return Kind.EXPANSION;
        }
        String name = name();
        subscript();
        operator(name, quoted);
        return Kind.EXPANSION;
    }

    /** {@code ${!begin*}} and {@code ${!array[@]}} are lists of names; a value taken for a name could hold a command. */
    private void names() {
        name();
        scripts.require(cursor.take("@}") || cursor.take("*}") || cursor.take("[@]}") || cursor.take("[*]}"),
                "${!name}, whose value is taken for a name");
    }

    private String name() {
        int start = cursor.offset();
        int c = cursor.peek();
        if (c != SpliceCursor.END && SPECIAL.indexOf(c) >= 0) {
            cursor.next();
        } else {
            scripts.require(Chars.isName(c), "no name follows ${");
            boolean isNumber = Chars.isDigit(c);
            while (isNumber ? Chars.isDigit(cursor.peek()) : Chars.isName(cursor.peek())) {
                cursor.next();
            }
        }
        return cursor.since(start).replace("\\\n", "");
    }

    private void subscript() {
        if (scripts.isBash() && cursor.take("[") && !cursor.take("@]") && !cursor.take("*]")) {
            arithmetic.read("]");
        }
    }

    private void end() {
        scripts.require(cursor.take("}"), "a ${ is not closed");
    }

    private void operator(String name, boolean quoted) {
        int c = cursor.peek();
        if (!scripts.isBash() && c != '}' && (c == SpliceCursor.END || ":-=?+#%".indexOf(c) < 0)) {
            operand(name, ' ', quoted);
            return;
        }
        cursor.next();
        switch (c) {
            case '}' -> {}
            case '-', '=', '?', '+', '#', '%' -> operand(name, c, quoted);
            case ':' -> afterColon(name, quoted);
            case '/', '^', ',' -> operand(name, c, quoted);
            case '@' -> transformed();
            default -> throw new UnclearException("${" + name + " is not closed");
        }
    }

    private void transformed() {
        int transform = cursor.next();
        scripts.require(transform != SpliceCursor.END && TRANSFORMS.indexOf(transform) >= 0,
                "${ with @, which could run a command");
        end();
    }

    private void afterColon(String name, boolean quoted) {
        int c = cursor.peek();
        if (c != SpliceCursor.END && "-=?+".indexOf(c) >= 0) {
            operand(name, cursor.next(), quoted);
        } else if (!scripts.isBash()) {
            operand(name, ':', quoted);
        } else {
            arithmetic.read("}");
        }
    }

    private void operand(String name, int operator, boolean quoted) {
        if (operator == '=') {
            scripts.assigned(new Assignment(name, Word.any("${" + name + "}")));
        }
        scripts.deeper();
        Pieces unused = new Pieces();
        for (int c = cursor.peek(); c != '}'; c = cursor.peek()) {
            scripts.require(c != SpliceCursor.END, "a ${ is not closed");
            scripts.noteNewline(c);
            scripts.require(c != '{' && !(quoted && (c == '\'' || c == '"')) && !cursor.at("<(") && !cursor.at(">("),
                    "${ with quotes, braces or pipes within, which shells read differently");
            switch (c) {
                case '\\' -> {
                    cursor.next();
                    cursor.nextRaw();
                }
                case '\'' -> words.single(unused);
                case '"' -> words.quotes(unused);
                case '$' -> words.dollar(unused, quoted);
                case '`' -> words.backquotes(unused, quoted);
                default -> cursor.next();
            }
        }
        cursor.next();
        scripts.shallower();
    }
}
