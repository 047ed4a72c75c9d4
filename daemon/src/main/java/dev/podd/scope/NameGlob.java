package dev.podd.scope;

import dev.podd.scope.ScopeException.Reason;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;

/**
 * A glob on the last part of a path, or on as many last parts as the glob has. A walk asks it about every file, so the
 * usual forms ({@code name}, {@code name*}, {@code *name}) are compared as text.
 */
record NameGlob(String glob, int parts, Predicate<Path> matcher) {
    /** @throws ScopeException it is no glob */
    static NameGlob of(String glob) {
        int parts = (int) glob.chars().filter(c -> c == '/').count() + 1;
        return new NameGlob(glob, parts, parts == 1 ? onePart(glob) : fileSystems(glob));
    }

    boolean matches(Path real) {
        int count = real.getNameCount();
        if (count < parts) {
            return false;
        }
        return matcher.test(parts == 1 ? real.getName(count - 1) : real.subpath(count - parts, count));
    }

    private static Predicate<Path> onePart(String glob) {
        String start = glob.endsWith("*") ? glob.substring(0, glob.length() - 1) : glob;
        String end = glob.startsWith("*") ? glob.substring(1) : glob;
        if (isPlain(glob)) {
            return part -> part.toString().equals(glob);
        }
        if (isPlain(start)) {
            return part -> part.toString().startsWith(start);
        }
        return isPlain(end) ? part -> part.toString().endsWith(end) : fileSystems(glob);
    }

    private static boolean isPlain(String text) {
        return text.chars().noneMatch(c -> "*?[]{}\\".indexOf(c) >= 0);
    }

    private static Predicate<Path> fileSystems(String glob) {
        try {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
            return matcher::matches;
        } catch (PatternSyntaxException e) {
            throw new ScopeException(Reason.INVALID_NAME, glob,
                    "the scope's name " + glob + " is no glob: " + e.getDescription());
        }
    }
}
