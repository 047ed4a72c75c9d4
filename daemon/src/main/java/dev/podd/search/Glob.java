package dev.podd.search;

import java.util.function.Predicate;

/**
 * A pattern for names, for paths with {@code /} between their parts, or for any text. Matching takes time linear in the
 * length of the text whatever the pattern is: patterns come from models, manifests and {@code .gitignore} files of
 * strangers. {@code *} and {@code ?} stand for characters (git counts bytes). Immutable.
 */
public final class Glob {
    private final boolean isForNames;
    private final Predicate<String> form;

    private Glob(boolean isForNames, Predicate<String> form) {
        this.isForNames = isForNames;
        this.form = form;
    }

    /**
     * A glob on paths as people write it: {@code *} and {@code ?} stay within a part of the path, {@code **} as a whole
     * part stands for any number of parts and elsewhere for any characters, {@code {a,b}} is one of several,
     * {@code [a-z]} a class. One without a slash is compared with the last part of a path only.
     *
     * @throws PatternException a bracket or brace is not closed, or the pattern is too long
     */
    public static Glob of(String pattern) {
        String relative = pattern.startsWith("./") ? pattern.substring(2) : pattern;
        return new Glob(!relative.contains("/"), form(relative, GlobReader.Syntax.PATH));
    }

    /** As in a {@code .gitignore}, where a brace is a brace, and a pattern that cannot be read matches nothing. */
    public static Glob ofGitignore(String pattern) {
        boolean isForNames = !pattern.contains("/");
        String relative = pattern.startsWith("/") ? pattern.substring(1) : pattern;
        try {
            return new Glob(isForNames, form(relative, GlobReader.Syntax.GITIGNORE));
        } catch (PatternException e) {
            return new Glob(isForNames, path -> false);
        }
    }

    /**
     * A glob on a whole text, such as a command line: {@code *} is any run of characters, {@code ?} is one, and
     * everything else stands for itself.
     *
     * @throws PatternException the pattern is too long
     */
    public static Glob ofText(String pattern) {
        return new Glob(false, form(pattern, GlobReader.Syntax.TEXT));
    }

    /** Whether a relative path matches, given its last part too. */
    public boolean matches(String path, String name) {
        return form.test(isForNames ? name : path);
    }

    /** Whether a path, a name or a text matches. */
    public boolean matches(String path) {
        return form.test(isForNames ? path.substring(path.lastIndexOf('/') + 1) : path);
    }

    /** Globs of the usual forms are compared as text, since a walk asks about every file. */
    private static Predicate<String> form(String pattern, GlobReader.Syntax syntax) {
        if (isLiteral(pattern)) {
            return pattern::equals;
        }
        if (pattern.startsWith("*.") && isLiteral(pattern.substring(1)) && syntax != GlobReader.Syntax.TEXT) {
            String end = pattern.substring(1);
            return path -> path.endsWith(end) && path.lastIndexOf('/', path.length() - end.length()) < 0;
        }
        return new GlobReader(pattern, syntax).automaton()::matches;
    }

    private static boolean isLiteral(String pattern) {
        return pattern.chars().noneMatch(c -> "*?[]{}\\".indexOf(c) >= 0);
    }
}
