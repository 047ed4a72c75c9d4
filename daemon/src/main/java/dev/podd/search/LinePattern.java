package dev.podd.search;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;

/**
 * A regular expression (RE2's syntax) that is looked for in lines, in time linear in the length of a line. Most have
 * some text that a matching line must hold; it is searched in the bytes first, so that only lines with that text are
 * decoded and matched. Immutable.
 */
public final class LinePattern {
    /** Of Perl's syntax what RE2 leaves out: {@code (?=}, {@code (?!}, {@code (?<=}, {@code (?<!}, {@code (?>}, {@code \1}, {@code \k<name>}, {@code a++}. */
    private static final java.util.regex.Pattern OTHER_SYNTAX = java.util.regex.Pattern
            .compile("\\(\\?(?:<?[=!]|>)|(?<!\\\\)\\\\(?:[1-9]|k[<{'])|[*+?}]\\+");

    private static final java.util.regex.Pattern LINE_FEED = java.util.regex.Pattern
            .compile("\n|(?<!\\\\)(?:\\\\\\\\)*\\\\n");

    /** Characters. */
    private static final int MAX_NEEDLE = 128;

    private final Pattern regex;
    private final List<Needle> needles;
    private final boolean isPlain;

    private LinePattern(Pattern regex, List<Needle> needles, boolean isPlain) {
        this.regex = regex;
        this.needles = needles;
        this.isPlain = isPlain;
    }

    /** @throws PatternException it is no regular expression, one over several lines, or one that is too large */
    public static LinePattern of(String pattern, boolean ignoresCase) {
        if (LINE_FEED.matcher(pattern).find()) {
            throw new PatternException("a pattern is matched against single lines; leave \\n out");
        }
        ExpressionSize.require(pattern);
        try {
            Pattern regex = Pattern.compile(pattern, ignoresCase ? Pattern.CASE_INSENSITIVE : 0);
            List<String> needed = RequiredText.of(pattern, ignoresCase);
            boolean isPlain = !ignoresCase && needed.equals(List.of(pattern)) && pattern.length() <= MAX_NEEDLE;
            return new LinePattern(regex, needed.stream().map(text -> Needle.of(begun(text), ignoresCase)).toList(),
                    isPlain);
        } catch (PatternSyntaxException e) {
            String where = e.getPattern().isEmpty() || e.getPattern().equals(pattern) ? "" : " at " + e.getPattern();
            throw new PatternException("\"" + pattern + "\" is no regular expression: "
                    + e.getDescription() + where + hint(pattern), e);
        }
    }

    /** The search for a needle takes up to as many steps a byte as the needle is long; a line must hold its beginning too. */
    private static String begun(String text) {
        return text.length() <= MAX_NEEDLE ? text : text.substring(0, text.offsetByCodePoints(0, MAX_NEEDLE / 2));
    }

    /** What to do about an expression of another syntax, as models write them; empty when nothing is known. */
    private static String hint(String pattern) {
        String other = OTHER_SYNTAX.matcher(pattern).find() ? "look-around, backreferences or possessive repetitions"
                : "";
        return other.isEmpty() ? "" : "; the syntax is RE2's, which has no " + other
                + ": search for a simpler expression and choose among its lines";
    }

    /** Texts of which a matching line holds one; empty when nothing is known. */
    List<Needle> needles() {
        return needles;
    }

    Pattern regex() {
        return regex;
    }

    /** Whether a line that holds the needle matches. */
    boolean isPlain() {
        return isPlain;
    }
}
