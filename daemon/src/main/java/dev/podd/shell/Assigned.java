package dev.podd.shell;

import dev.podd.shell.WordPiece.Fixed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A word that gives a variable a value: its name, and the parts of the value. */
record Assigned(String name, List<WordPiece> value) {
    boolean isEmpty() {
        return value.isEmpty();
    }

    /** Null if the word is none. */
    static @Nullable Assigned in(List<WordPiece> pieces, ScriptReader scripts) {
        if (!(pieces.getFirst() instanceof Fixed first) || first.isQuoted()) {
            return null;
        }
        String text = first.source();
        int end = 0;
        while (end < text.length() && Chars.isName(text.charAt(end))) {
            end++;
        }
        String name = text.substring(0, end);
        if (!Chars.isName(name)) {
            return null;
        }
        if (end < text.length() && text.charAt(end) == '[' && scripts.isBash()) {
            int close = text.indexOf(']', end);
            scripts.require(close > 0 && text.indexOf('[', end + 1) < 0, "a subscript that is no number");
            if (close > 0 && isAssigned(text, close + 1)) {
                subscript(text.substring(end + 1, close), scripts);
            }
            end = close + 1;
        }
        if (!isAssigned(text, end)) {
            return null;
        }
        List<WordPiece> value = new ArrayList<>();
        String rest = text.substring(text.indexOf('=', end) + 1);
        if (!rest.isEmpty()) {
            value.add(new Fixed(rest, false));
        }
        value.addAll(pieces.subList(1, pieces.size()));
        return new Assigned(name, value);
    }

    private static boolean isAssigned(String text, int at) {
        return text.startsWith("=", at) || text.startsWith("+=", at);
    }

    private static void subscript(String subscript, ScriptReader scripts) {
        if (Chars.isName(subscript)) {
            scripts.calculated(subscript);
        } else {
            scripts.require(Chars.isNumber(subscript), "a subscript that is no number");
        }
    }
}
