package dev.podd.search;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression that is looked for in lines. Most have some text that a matching line must hold; it is looked for
 * in the bytes first, so that only lines with that text are decoded and matched. Immutable.
 */
public final class LinePattern {
    private final Pattern regex;
    private final List<Needle> needles;
    private final boolean isPlain;

    private LinePattern(Pattern regex, List<Needle> needles, boolean isPlain) {
        this.regex = regex;
        this.needles = needles;
        this.isPlain = isPlain;
    }

    /** @throws PatternException it is no regular expression, or one over several lines */
    public static LinePattern of(String pattern, boolean ignoresCase) {
        if (pattern.contains("\n") || pattern.contains("\\n")) {
            throw new PatternException("a pattern is matched against single lines; leave \\n out");
        }
        int flags = Pattern.UNIX_LINES
                | (ignoresCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
        try {
            Pattern regex = Pattern.compile(pattern, flags);
            List<String> needed = RequiredText.of(pattern, ignoresCase);
            boolean isPlain = !ignoresCase && needed.equals(List.of(pattern));
            return new LinePattern(regex, needed.stream().map(text -> Needle.of(text, ignoresCase)).toList(), isPlain);
        } catch (PatternSyntaxException e) {
            throw new PatternException("\"" + pattern + "\" is no regular expression: " + e.getDescription()
                    + " at character " + Math.max(0, e.getIndex()), e);
        }
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
