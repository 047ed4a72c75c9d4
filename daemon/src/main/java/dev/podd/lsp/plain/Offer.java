package dev.podd.lsp.plain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that the person may have Podd do: a code action, and where it has a line, a lens.
 *
 * @param line      above which it is shown; null for code actions alone
 * @param argument  the one argument of the command
 */
public record Offer(String title, Kind kind, String command, ObjectNode argument, @Nullable Integer line) {
    /** Kinds of code actions, as LSP names them. */
    public enum Kind {
        QUICK_FIX("quickfix"), REWRITE("refactor.rewrite"), SOURCE("source");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        /** The words of all. */
        public static List<String> all() {
            return Arrays.stream(values()).map(Kind::word).toList();
        }

        /** Whether an editor that wants only one kind, or what is below it, wants this. */
        public boolean isBelow(String wanted) {
            return wanted.isEmpty() || word.equals(wanted) || word.startsWith(wanted + ".");
        }
    }
}
