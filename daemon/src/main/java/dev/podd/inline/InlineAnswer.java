package dev.podd.inline;

import java.util.ArrayList;
import java.util.List;

/**
 * The new text of a range, as a model wrote it: bare, in one fenced block, or as search and replace blocks. Reads an answer
 * that is still coming as well, as far as it has come.
 */
final class InlineAnswer {
    private static final String SEARCH = "<<<<<<< SEARCH";
    private static final String DIVIDER = "=======";
    private static final String REPLACE = ">>>>>>> REPLACE";
    private static final String CANNOT = "CANNOT:";
    private static final int MAX_SHOWN = 2000;
    private static final int MAX_NOTE = 500;

    private final String old;

    /** @param old what stands in the range now */
    InlineAnswer(String old) {
        this.old = old;
    }

    /**
     * A new text.
     *
     * @param note what the model said beside it; empty for nothing
     */
    record NewText(String text, String note) {}

    /**
     * Reads a whole answer.
     *
     * @throws InlineFailedException it holds no new text; the message shows it
     */
    NewText read(String answer) {
        String plain = answer.replace("\r\n", "\n");
        if (plain.strip().startsWith(CANNOT)) {
            throw new InlineFailedException("refused", shown(plain.strip().substring(CANNOT.length()).strip()));
        }
        List<String> lines = plain.lines().toList();
        if (lines.stream().anyMatch(line -> line.strip().equals(SEARCH))) {
            return new NewText(fitted(replaced(lines, true)), "");
        }
        int open = fence(lines, 0);
        if (open < 0) {
            if (plain.isBlank()) {
                throw unreadable("is empty", plain);
            }
            return new NewText(fitted(withoutBlankEnds(lines)), "");
        }
        int close = closing(lines, open);
        if (close < 0) {
            throw unreadable("ends within its code block", plain);
        }
        if (fence(lines, close + 1) >= 0) {
            throw unreadable("holds several code blocks", plain);
        }
        List<String> beside = new ArrayList<>(lines.subList(0, open));
        beside.addAll(lines.subList(close + 1, lines.size()));
        String note = String.join("\n", beside).strip();
        return new NewText(fitted(String.join("\n", lines.subList(open + 1, close))),
                note.length() <= MAX_NOTE ? note : note.substring(0, MAX_NOTE) + "…");
    }

    /** The new text as far as it can be told from the beginning of an answer. */
    String readSoFar(String beginning) {
        String plain = beginning.replace("\r\n", "\n");
        List<String> lines = List.of(plain.split("\n", -1));
        List<String> whole = lines.subList(0, lines.size() - 1);
        if (plain.stripLeading().startsWith(SEARCH.substring(0, 1)) || whole.stream().anyMatch(line -> line.strip()
                .equals(SEARCH))) {
            return replaced(whole, false);
        }
        int open = fence(lines, 0);
        if (open < 0) {
            return mayBecomeOther(plain) ? "" : plain;
        }
        if (open >= whole.size()) {
            return ""; // the name of the language may still be coming
        }
        int close = closing(lines, open);
        String last = lines.getLast();
        boolean mayClose = close < 0 && !last.isEmpty() && ticks(lines.get(open)).startsWith(last.strip());
        return String.join("\n", lines.subList(open + 1, close >= 0 ? close : lines.size() - (mayClose ? 1 : 0)));
    }

    /** Whether the beginning of an answer may still turn out to be that of a fence, a block or a refusal. */
    private static boolean mayBecomeOther(String beginning) {
        return SEARCH.startsWith(beginning) || CANNOT.startsWith(beginning) || beginning.startsWith(CANNOT)
                || ticks(beginning).length() == beginning.strip().length();
    }

    /** The range with all blocks applied, or those that are whole. */
    private String replaced(List<String> lines, boolean isWhole) {
        String text = old.replace("\r\n", "\n");
        int at = 0;
        while (at < lines.size()) {
            if (!lines.get(at).strip().equals(SEARCH)) {
                at++;
                continue;
            }
            int divider = find(lines, DIVIDER, at);
            int end = divider < 0 ? -1 : find(lines, REPLACE, divider);
            if (end < 0) {
                if (isWhole) {
                    throw unreadable("ends within a search and replace block", String.join("\n", lines));
                }
                return text;
            }
            text = replaced(text, lines.subList(at + 1, divider), lines.subList(divider + 1, end), isWhole);
            at = end + 1;
        }
        return text;
    }

    private static String replaced(String text, List<String> search, List<String> replace, boolean isWhole) {
        String wanted = String.join("\n", search);
        String marked = "\n" + text + (text.endsWith("\n") ? "" : "\n");
        String lines = "\n" + wanted + "\n";
        int found = wanted.isEmpty() ? -1 : marked.indexOf(lines);
        if (found < 0 || marked.indexOf(lines, found + 1) >= 0) {
            if (isWhole) {
                throw unreadable(found < 0 ? "searches for lines that are not in the range"
                        : "searches for lines that are in the range several times", wanted);
            }
            return text;
        }
        String after = replace.isEmpty() ? "" : String.join("\n", replace) + "\n";
        String done = marked.substring(1, found + 1) + after + marked.substring(found + lines.length());
        return text.endsWith("\n") || done.isEmpty() ? done : done.substring(0, done.length() - 1);
    }

    private static int find(List<String> lines, String marker, int from) {
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).strip().equals(marker)) {
                return i;
            }
        }
        return -1;
    }

    /** The line of the first fence from a line on. */
    private static int fence(List<String> lines, int from) {
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).strip().startsWith("```") && ticks(lines.get(i)).length() >= 3
                    && lines.get(i).strip().indexOf('`', ticks(lines.get(i)).length()) < 0) {
                return i;
            }
        }
        return -1;
    }

    private static String ticks(String line) {
        String text = line.strip();
        int count = 0;
        while (count < text.length() && text.charAt(count) == '`') {
            count++;
        }
        return text.substring(0, count);
    }

    private static int closing(List<String> lines, int open) {
        String ticks = ticks(lines.get(open));
        for (int i = open + 1; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.length() >= ticks.length() && line.equals(ticks(line))) {
                return i;
            }
        }
        return -1;
    }

    private static String withoutBlankEnds(List<String> lines) {
        int from = 0;
        int to = lines.size();
        while (from < to && lines.get(from).isBlank()) {
            from++;
        }
        while (to > from && lines.get(to - 1).isBlank()) {
            to--;
        }
        return String.join("\n", lines.subList(from, to));
    }

    /** With the last line end and the line ends of what it replaces. */
    private String fitted(String text) {
        boolean endsLine = old.endsWith("\n");
        String fitted = text.endsWith("\n") && !endsLine ? text.substring(0, text.length() - 1)
                : !text.isEmpty() && !text.endsWith("\n") && endsLine ? text + "\n" : text;
        return old.contains("\r\n") ? fitted.replace("\n", "\r\n") : fitted;
    }

    private static InlineFailedException unreadable(String why, String answer) {
        return new InlineFailedException("answerUnreadable", "the model's answer " + why + ", so that it is no text for"
                + " the range:\n" + shown(answer.strip()));
    }

    private static String shown(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }
}
