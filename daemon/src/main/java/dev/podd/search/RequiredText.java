package dev.podd.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds text that any match of a regular expression must hold: for each alternative the longest run of plain characters
 * outside of groups. It may miss some, but never claims any that a match could lack.
 */
final class RequiredText {
    private static final int MAX_ALTERNATIVES = 8;
    /** Flags in the pattern, quotes, escapes of uneven length, a bracket that begins with its own end. */
    private static final Pattern TOO_HARD = Pattern.compile("\\(\\?[^:=!<]|\\\\[Qxu0-9ckNX]|\\\\[pP][^{]|\\[\\^?]");
    /** Escapes that stand for themselves. */
    private static final String PUNCTUATION = "\\.[]{}()*+-?^$|/\"'#&~@!%,:;<>=` ";

    /** Letters that RE2 takes as equal to one outside of ASCII when it ignores case: the long s and the Kelvin sign. */
    private static final String FOLDS_BEYOND_ASCII = "sSkK";

    private final String pattern;
    private final boolean isAsciiOnly;
    private final List<String> found = new ArrayList<>();
    private final StringBuilder run = new StringBuilder();
    private String best = "";
    private int at;

    private RequiredText(String pattern, boolean isAsciiOnly) {
        this.pattern = pattern;
        this.isAsciiOnly = isAsciiOnly;
    }

    /** One text an alternative, or none at all. With {@code isAsciiOnly}, other characters are taken as unknown. */
    static List<String> of(String pattern, boolean isAsciiOnly) {
        if (TOO_HARD.matcher(pattern).find()) {
            return List.of();
        }
        RequiredText reader = new RequiredText(pattern, isAsciiOnly);
        reader.read();
        boolean isComplete = reader.found.size() <= MAX_ALTERNATIVES && !reader.found.contains("");
        return isComplete ? List.copyOf(reader.found) : List.of();
    }

    private void read() {
        while (at < pattern.length()) {
            step(pattern.charAt(at));
        }
        endAlternative();
    }

    private void step(char c) {
        switch (c) {
            case '|' -> {
                endAlternative();
                at++;
            }
            case '(' -> skipTo(endOfGroup());
            case '[' -> skipTo(endOfBracket(at));
            case '\\' -> escape();
            case '?', '*', '{' -> {
                dropLast();
                endRun();
                at = c == '{' ? Math.max(at, pattern.indexOf('}', at)) + 1 : at + 1;
            }
            case '+', '.', '^', '$', ')' -> skipTo(at + 1);
            default -> plain(c, 1);
        }
    }

    private void escape() {
        char c = at + 1 < pattern.length() ? pattern.charAt(at + 1) : '\\';
        if (PUNCTUATION.indexOf(c) >= 0) {
            plain(c, 2);
        } else {
            skipTo(c == 'p' || c == 'P' ? Math.max(at, pattern.indexOf('}', at)) + 1 : at + 2);
        }
    }

    private void plain(char c, int length) {
        if (isAsciiOnly && (c > 127 || FOLDS_BEYOND_ASCII.indexOf(c) >= 0)) {
            endRun();
        } else {
            run.append(c);
        }
        at += length;
    }

    private void skipTo(int next) {
        endRun();
        at = next;
    }

    /** The last character, which may be a surrogate pair. */
    private void dropLast() {
        if (!run.isEmpty()) {
            run.setLength(run.offsetByCodePoints(run.length(), -1));
        }
    }

    private void endRun() {
        if (run.length() > best.length()) {
            best = run.toString();
        }
        run.setLength(0);
    }

    private void endAlternative() {
        endRun();
        found.add(best);
        best = "";
    }

    private int endOfGroup() {
        int depth = 0;
        int i = at;
        while (i < pattern.length()) {
            switch (pattern.charAt(i)) {
                case '\\' -> i++;
                case '[' -> i = endOfBracket(i) - 1;
                case '(' -> depth++;
                case ')' -> depth--;
                default -> {
                    // part of the group
                }
            }
            i++;
            if (depth == 0) {
                break;
            }
        }
        return i;
    }

    /** Classes do not nest; one by name, such as {@code [:alpha:]}, has a bracket of its own. */
    private int endOfBracket(int start) {
        int i = start + 1;
        while (i < pattern.length() && pattern.charAt(i) != ']') {
            int name = pattern.startsWith("[:", i) ? pattern.indexOf(":]", i) : -1;
            i = name > 0 ? name + 2 : pattern.charAt(i) == '\\' ? i + 2 : i + 1;
        }
        return i + 1;
    }
}
