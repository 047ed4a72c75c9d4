package dev.podd.search;

import java.util.regex.Pattern;

/**
 * A pattern for paths with {@code /} between their parts, as git reads it: {@code *} and {@code ?} stay within a part (and stand for characters, where git counts bytes),
 * {@code **} stands for any number of parts. One without a slash looks at the last part of a path only. Immutable.
 */
public final class Glob {
    private final boolean isForNames;
    private final Form form;

    private Glob(boolean isForNames, Form form) {
        this.isForNames = isForNames;
        this.form = form;
    }

    /**
     * As people write them, with {@code {a,b}} for alternatives.
     *
     * @throws PatternException a bracket or brace is not closed
     */
    public static Glob of(String pattern) {
        String relative = pattern.startsWith("./") ? pattern.substring(2) : pattern;
        return new Glob(!relative.contains("/"), form(relative, true));
    }

    /** As in a {@code .gitignore}, where a brace is a brace, and a pattern that cannot be read matches nothing. */
    public static Glob ofGitignore(String pattern) {
        boolean isForNames = !pattern.contains("/");
        String relative = pattern.startsWith("/") ? pattern.substring(1) : pattern;
        try {
            return new Glob(isForNames, form(relative, false));
        } catch (PatternException e) {
            return new Glob(isForNames, path -> false);
        }
    }

    /** Whether a relative path matches, given its last part too. */
    public boolean matches(String path, String name) {
        return form.matches(isForNames ? name : path);
    }

    public boolean matches(String path) {
        return matches(path, path.substring(path.lastIndexOf('/') + 1));
    }

    private static Form form(String pattern, boolean hasBraces) {
        if (isLiteral(pattern)) {
            return pattern::equals;
        }
        if (pattern.startsWith("*.") && isLiteral(pattern.substring(1))) {
            String end = pattern.substring(1);
            return path -> path.endsWith(end) && path.lastIndexOf('/', path.length() - end.length()) < 0;
        }
        Pattern regex = new GlobReader(pattern, hasBraces).regex();
        return path -> regex.matcher(path).matches();
    }

    private static boolean isLiteral(String pattern) {
        return pattern.chars().noneMatch(c -> "*?[]{}\\".indexOf(c) >= 0);
    }

    /** How a path is compared. */
    @FunctionalInterface
    private interface Form {
        boolean matches(String path);
    }
}
