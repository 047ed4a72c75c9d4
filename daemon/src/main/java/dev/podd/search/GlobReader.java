package dev.podd.search;

import java.util.Map;
import java.util.regex.Pattern;

/** Turns a glob into a regular expression for whole paths. */
final class GlobReader {
    private static final String WITHIN_A_PART = "[^/]";
    private static final Map<String, String> CLASSES = Map.ofEntries(Map.entry("alpha", "\\p{Alpha}"),
            Map.entry("digit", "\\p{Digit}"), Map.entry("alnum", "\\p{Alnum}"), Map.entry("upper", "\\p{Upper}"),
            Map.entry("lower", "\\p{Lower}"), Map.entry("space", "\\p{Space}"), Map.entry("blank", "\\p{Blank}"),
            Map.entry("punct", "\\p{Punct}"), Map.entry("cntrl", "\\p{Cntrl}"), Map.entry("graph", "\\p{Graph}"),
            Map.entry("print", "\\p{Print}"), Map.entry("xdigit", "\\p{XDigit}"));

    private final String glob;
    private final boolean hasBraces;
    private final StringBuilder regex = new StringBuilder();
    private int at;
    private int depth;

    GlobReader(String glob, boolean hasBraces) {
        this.glob = glob;
        this.hasBraces = hasBraces;
    }

    Pattern regex() {
        while (at < glob.length()) {
            read(glob.charAt(at));
        }
        if (depth > 0) {
            throw new PatternException("\"" + glob + "\": a { is not closed");
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private void read(char c) {
        switch (c) {
            case '*' -> stars();
            case '?' -> add(WITHIN_A_PART, 1);
            case '[' -> bracket();
            case '\\' -> escaped();
            case '{' -> brace(hasBraces, 1, "(?:", c);
            case '}' -> brace(depth > 0, -1, ")", c);
            case ',' -> brace(depth > 0, 0, "|", c);
            default -> add(quoted(c), 1);
        }
    }

    private void brace(boolean means, int deeper, String part, char c) {
        depth += means ? deeper : 0;
        add(means ? part : quoted(c), 1);
    }

    private void add(String part, int length) {
        regex.append(part);
        at += length;
    }

    /** Two or more stars that are a part of their own stand for any number of parts. */
    private void stars() {
        int start = at;
        while (at < glob.length() && glob.charAt(at) == '*') {
            at++;
        }
        boolean begins = start == 0 || glob.charAt(start - 1) == '/';
        boolean ends = at == glob.length() || glob.charAt(at) == '/';
        if (at - start < 2 || !begins || !ends) {
            regex.append(WITHIN_A_PART).append('*');
        } else if (at == glob.length()) {
            regex.append(start == 0 ? ".*" : ".+");
        } else {
            add("(?:.*/)?", 1);
        }
    }

    private void escaped() {
        if (at + 1 == glob.length()) {
            throw new PatternException("\"" + glob + "\": nothing follows the last \\");
        }
        add(quoted(glob.charAt(at + 1)), 2);
    }

    private void bracket() {
        int i = at + 1;
        boolean isNegated = i < glob.length() && (glob.charAt(i) == '!' || glob.charAt(i) == '^');
        StringBuilder members = new StringBuilder();
        i = isNegated ? i + 1 : i;
        int first = i;
        while (i >= glob.length() || glob.charAt(i) != ']' || i == first) {
            if (i >= glob.length()) {
                throw new PatternException("\"" + glob + "\": a [ is not closed");
            }
            i = member(i, members);
        }
        String all = members.isEmpty() ? (isNegated ? WITHIN_A_PART : "(?!)")
                : "(?!/)[" + (isNegated ? "^" : "") + members + "]";
        add(all, i + 1 - at);
    }

    /** Reads one member of a bracket and returns where the next begins. */
    private int member(int start, StringBuilder members) {
        int close = glob.indexOf(":]", start);
        if (glob.startsWith("[:", start) && close > 0) {
            String name = glob.substring(start + 2, close);
            if (!CLASSES.containsKey(name)) {
                throw new PatternException("\"" + glob + "\": there is no class [:" + name + ":]");
            }
            members.append(CLASSES.get(name));
            return close + 2;
        }
        int i = glob.charAt(start) == '\\' && start + 1 < glob.length() ? start + 1 : start;
        char from = glob.charAt(i++);
        boolean isRange = i + 1 < glob.length() && glob.charAt(i) == '-' && glob.charAt(i + 1) != ']';
        if (!isRange) {
            members.append(quoted(from));
            return i;
        }
        i = glob.charAt(i + 1) == '\\' && i + 2 < glob.length() ? i + 2 : i + 1;
        char to = glob.charAt(i++);
        if (from <= to) {
            members.append(quoted(from)).append('-').append(quoted(to));
        }
        return i;
    }

    private static String quoted(char c) {
        return Character.isLetterOrDigit(c) || c == '/' || c > 127 ? String.valueOf(c) : "\\" + c;
    }
}
