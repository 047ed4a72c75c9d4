package dev.podd.shell;

import dev.podd.shell.WordPiece.Kind;
import dev.podd.shell.WordPiece.Open;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads arithmetic. Bash evaluates the value of a variable in it, and in that a subscript with the commands of its
 * {@code $(…)}: so variables in it have to hold numbers, as far as the text shows, and nothing else may be in it.
 */
final class ArithmeticReader {
    private static final String OPERATORS = "+-*/%<>=!&|^~?:,\n \t";

    private final SpliceCursor cursor;
    private final ScriptReader scripts;
    private final WordReader words;

    ArithmeticReader(SpliceCursor cursor, ScriptReader scripts, WordReader words) {
        this.cursor = cursor;
        this.scripts = scripts;
        this.words = words;
    }

    /** Reads to the end of an expression, and that end. */
    void read(String close) {
        int start = cursor.offset();
        Set<String> names = new LinkedHashSet<>();
        int round = 0;
        int square = 0;
        while (round > 0 || square > 0 || !cursor.at(close)) {
            int c = cursor.peek();
            scripts.require(c != SpliceCursor.END, "arithmetic is not closed");
            scripts.noteNewline(c);
            if (Chars.isNameStart(c)) {
                names.add(name());
            } else if (Chars.isDigit(c)) {
                number();
            } else if (c == '$') {
                variable(names);
            } else {
                cursor.next();
                round += c == '(' ? 1 : c == ')' ? -1 : 0;
                square += c == '[' ? 1 : c == ']' ? -1 : 0;
                scripts.require(round >= 0 && square >= 0 && ("()[]" + OPERATORS).indexOf(c) >= 0,
                        "arithmetic that shells read differently");
            }
        }
        boolean assigns = assigns(cursor.since(start));
        cursor.take(close);
        for (String name : names) {
            scripts.calculated(name);
            if (assigns) {
                scripts.assigned(new Assignment(name, new Word(List.of(new Open("$((…))", false, Kind.NUMBER)))));
            }
        }
    }

    private static boolean assigns(String expression) {
        String rest = expression.replace("==", "").replace("!=", "");
        for (String comparison : List.of("<=", ">=")) {
            rest = rest.replace(comparison.charAt(0) + comparison, "=").replace(comparison, "");
        }
        return rest.contains("=") || rest.contains("++") || rest.contains("--");
    }

    private String name() {
        StringBuilder name = new StringBuilder();
        while (Chars.isName(cursor.peek())) {
            name.append((char) cursor.next());
        }
        return name.toString();
    }

    private void number() {
        while (Chars.isName(cursor.peek()) || cursor.peek() == '#') {
            cursor.next();
        }
    }

    private void variable(Set<String> names) {
        Pieces found = new Pieces();
        words.dollar(found, true);
        scripts.require(found.all().size() == 1 && found.all().getFirst() instanceof Open open
                && (open.kind() == Kind.NUMBER || isVariable(open.source(), names)),
                "arithmetic on what is no variable of the script");
    }

    private static boolean isVariable(String source, Set<String> names) {
        String name = source.startsWith("${") ? source.substring(2, source.length() - 1) : source.substring(1);
        if (Chars.isName(name)) {
            names.add(name);
        }
        return Chars.isName(name);
    }
}
