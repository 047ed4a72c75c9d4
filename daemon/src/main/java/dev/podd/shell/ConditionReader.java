package dev.podd.shell;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Reads what stands within {@code [[ … ]]}. */
final class ConditionReader {
    private static final Set<String> PATTERNS = Set.of("=", "==", "!=", "=~");
    private static final Set<String> FILES = Set.of("-nt", "-ot", "-ef");
    private static final Set<String> NUMBERS = Set.of("-eq", "-ne", "-lt", "-le", "-gt", "-ge");
    private static final String UNARY = "abcdefghknoprstuwxzGLNOS";

    private final SpliceCursor cursor;
    private final ScriptReader scripts;
    private final WordReader words;

    ConditionReader(SpliceCursor cursor, ScriptReader scripts, WordReader words) {
        this.cursor = cursor;
        this.scripts = scripts;
        this.words = words;
    }

    /** Reads from behind the brackets that open it to behind those that close it. */
    void read() {
        either();
        scripts.newlines();
        scripts.require(isEnd() && cursor.take("]]"), "a [[ is not closed");
    }

    private boolean isEnd() {
        int start = cursor.offset();
        boolean isEnd = cursor.take("]]") && Chars.isEndOfWord(cursor.peek());
        cursor.goTo(start);
        return isEnd;
    }

    private void either() {
        scripts.deeper();
        do {
            do {
                single();
                scripts.newlines();
            } while (cursor.take("&&"));
        } while (cursor.take("||"));
        scripts.shallower();
    }

    private void single() {
        scripts.newlines();
        while (cursor.plainWord().equals("!")) {
            cursor.take("!");
            scripts.newlines();
        }
        if (cursor.take("(")) {
            either();
            scripts.require(cursor.take(")"), "a ( is not closed");
            return;
        }
        scripts.require(!isEnd() && words.isHere() && cursor.peek() != '#', "an empty [[");
        Word first = new Word(words.read());
        scripts.blanks();
        String text = first.text();
        if (first.isFixed() && text.length() == 2 && text.startsWith("-") && !isOver()) {
            scripts.require(UNARY.indexOf(text.charAt(1)) >= 0, "[[ with " + text);
            words.read();
            scripts.blanks();
            scripts.require(isOver(), "[[ with more words than it takes");
        } else if (!isOver()) {
            compared(first);
        }
    }

    private boolean isOver() {
        int c = cursor.peek();
        return c == '\n' || c == SpliceCursor.END || c == ')' || cursor.at("&&") || cursor.at("||") || isEnd();
    }

    private void compared(Word first) {
        if (cursor.take("<") || cursor.take(">")) {
            operand(words::read);
            return;
        }
        String operator = new Word(words.read()).text();
        if (PATTERNS.contains(operator)) {
            operand(words::pattern);
        } else if (NUMBERS.contains(operator)) {
            number(first);
            number(operand(words::read));
        } else {
            scripts.require(FILES.contains(operator), "[[ with an operator that is none");
            operand(words::read);
        }
        scripts.blanks();
        scripts.require(isOver(), "[[ with more words than it takes");
    }

    private Word operand(Supplier<List<WordPiece>> reader) {
        scripts.blanks();
        scripts.require(!isOver() && cursor.peek() != '#', "[[ without a second word");
        List<WordPiece> read = reader.get();
        scripts.require(!read.isEmpty(), "[[ without a second word");
        return new Word(read);
    }

    /** Bash evaluates it as arithmetic. */
    private void number(Word word) {
        String text = word.text();
        String name = text.startsWith("${") && text.endsWith("}") ? text.substring(2, text.length() - 1)
                : text.startsWith("$") ? text.substring(1) : text;
        if (Chars.isName(name)) {
            scripts.calculated(name);
        } else {
            scripts.require(word.isFixed() && Chars.isNumber(text.startsWith("-") ? text.substring(1) : text)
                    || text.equals("$#") || text.equals("$?"), "[[ with arithmetic on what is no variable");
        }
    }
}
