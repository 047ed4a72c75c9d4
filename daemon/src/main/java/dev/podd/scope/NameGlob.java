package dev.podd.scope;

import dev.podd.scope.ScopeException.Reason;
import dev.podd.search.Glob;
import dev.podd.search.PatternException;
import java.nio.file.Path;

/** A glob on the last part of a path, or on as many last parts as the glob has. */
record NameGlob(String text, int parts, Glob glob) {
    /** @throws ScopeException it is no glob */
    static NameGlob of(String text) {
        try {
            return new NameGlob(text, (int) text.chars().filter(c -> c == '/').count() + 1, Glob.of(text));
        } catch (PatternException e) {
            throw new ScopeException(Reason.INVALID_NAME, text,
                    "the scope's name " + text + " is no glob: " + e.getMessage());
        }
    }

    boolean matches(Path real) {
        int count = real.getNameCount();
        return count >= parts && glob.matches(real.subpath(count - parts, count).toString());
    }
}
