package dev.podd.search;

import dev.podd.search.GlobAutomaton.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** Reads a glob into an automaton for whole paths or texts. */
final class GlobReader {
    private static final int MAX_DEPTH = 50;
    private static final int MAX_POSITIONS = 2000;
    /** Of a line that git reads: there may be very many of them. */
    private static final int MAX_IGNORED = 300;
    private static final Map<String, IntPredicate> CLASSES = Map.ofEntries(
            Map.entry("alpha", GlobReader::isLetter), Map.entry("digit", GlobReader::isDigit),
            Map.entry("alnum", c -> isLetter(c) || isDigit(c)), Map.entry("upper", c -> c >= 'A' && c <= 'Z'),
            Map.entry("lower", c -> c >= 'a' && c <= 'z'), Map.entry("space", c -> c == ' ' || c >= '\t' && c <= '\r'),
            Map.entry("blank", c -> c == ' ' || c == '\t'), Map.entry("punct", c -> isGraph(c) && !isLetter(c)
                    && !isDigit(c)),
            Map.entry("cntrl", c -> c < ' ' || c == 127), Map.entry("graph", GlobReader::isGraph),
            Map.entry("print", c -> c >= ' ' && c < 127),
            Map.entry("xdigit", c -> isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'));

    private final String glob;
    private final Syntax syntax;
    private final GlobAutomaton.Builder builder;
    private int at;

    /** Which characters mean something. */
    enum Syntax {
        /** All. */
        PATH,
        /** All but braces. */
        GITIGNORE,
        /** {@code *} and {@code ?}, which match a slash too. */
        TEXT
    }

    GlobReader(String glob, Syntax syntax) {
        this.glob = glob;
        this.syntax = syntax;
        this.builder = new GlobAutomaton.Builder(glob, syntax == Syntax.GITIGNORE ? MAX_IGNORED : MAX_POSITIONS);
    }

    /** @throws PatternException the glob cannot be read */
    GlobAutomaton automaton() {
        return builder.build(alternative(0));
    }

    /** Reads to the end, or to the comma or brace that ends an alternative of a brace. */
    private Part alternative(int depth) {
        Part read = builder.nothing();
        while (at < glob.length() && !(depth > 0 && (glob.charAt(at) == ',' || glob.charAt(at) == '}'))) {
            read = builder.sequence(read, next(depth));
        }
        if (depth > 0 && at == glob.length()) {
            throw wrong("a { is not closed");
        }
        return read;
    }

    private Part next(int depth) {
        int c = glob.codePointAt(at);
        boolean isText = syntax == Syntax.TEXT;
        return switch (c) {
            case '*' -> stars();
            case '?' -> single(isText ? builder.one(GlobReader::isAny) : builder.one(GlobReader::isWithinAPart));
            case '[' -> isText ? literal(c) : bracket();
            case '\\' -> isText ? literal(c) : escaped();
            case '{' -> syntax == Syntax.PATH ? brace(depth + 1) : literal(c);
            default -> literal(c);
        };
    }

    private Part single(Part part) {
        at++;
        return part;
    }

    private Part literal(int c) {
        at += Character.charCount(c);
        return builder.one(each -> each == c);
    }

    private Part brace(int depth) {
        if (depth > MAX_DEPTH) {
            throw wrong("more than " + MAX_DEPTH + " { within each other");
        }
        at++;
        Part read = alternative(depth);
        while (glob.charAt(at) == ',') {
            at++;
            read = builder.either(read, alternative(depth));
        }
        at++;
        return read;
    }

    /** Two or more stars that are a part of their own stand for any number of parts. */
    private Part stars() {
        int start = at;
        while (at < glob.length() && glob.charAt(at) == '*') {
            at++;
        }
        if (syntax == Syntax.TEXT) {
            return builder.any(GlobReader::isAny);
        }
        boolean begins = start == 0 || glob.charAt(start - 1) == '/';
        boolean ends = at == glob.length() || glob.charAt(at) == '/';
        if (at - start < 2) {
            return builder.any(GlobReader::isWithinAPart);
        }
        if (!begins || !ends) {
            return syntax == Syntax.PATH ? builder.any(GlobReader::isAny) : builder.any(GlobReader::isWithinAPart);
        }
        if (at == glob.length()) {
            return start == 0 ? builder.any(GlobReader::isAny)
                    : builder.sequence(builder.one(GlobReader::isAny), builder.any(GlobReader::isAny));
        }
        at++;
        return builder.optional(builder.sequence(builder.any(GlobReader::isAny), builder.one(c -> c == '/')));
    }

    private Part escaped() {
        if (at + 1 == glob.length()) {
            throw wrong("nothing follows the last \\");
        }
        at++;
        return literal(glob.codePointAt(at));
    }

    /** A class never holds a slash. */
    private Part bracket() {
        at++;
        boolean isNegated = at < glob.length() && (glob.charAt(at) == '!' || glob.charAt(at) == '^');
        at += isNegated ? 1 : 0;
        int first = at;
        List<IntPredicate> members = new ArrayList<>();
        while (at >= glob.length() || glob.charAt(at) != ']' || at == first) {
            if (at >= glob.length()) {
                throw wrong("a [ is not closed");
            }
            members.add(member());
        }
        at++;
        return builder.one(c -> c != '/' && members.stream().anyMatch(each -> each.test(c)) != isNegated);
    }

    /** Reads one member of a class: a character, a range, or a class by name. */
    private IntPredicate member() {
        int close = glob.indexOf(":]", at);
        if (glob.startsWith("[:", at) && close > 0) {
            String name = glob.substring(at + 2, close);
            IntPredicate known = CLASSES.get(name);
            if (known == null) {
                throw wrong("there is no class [:" + name + ":]");
            }
            at = close + 2;
            return known;
        }
        int from = character();
        boolean isRange = at + 1 < glob.length() && glob.charAt(at) == '-' && glob.charAt(at + 1) != ']';
        if (!isRange) {
            return c -> c == from;
        }
        at++;
        int to = character();
        return c -> c >= from && c <= to;
    }

    private int character() {
        at += glob.charAt(at) == '\\' && at + 1 < glob.length() ? 1 : 0;
        int c = glob.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    private PatternException wrong(String what) {
        return new PatternException("\"" + glob + "\": " + what);
    }

    private static boolean isAny(int c) {
        return true;
    }

    private static boolean isWithinAPart(int c) {
        return c != '/';
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isGraph(int c) {
        return c > ' ' && c < 127;
    }
}
