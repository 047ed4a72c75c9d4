package dev.podd.scope;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Where a path leads with all links followed, whether it exists yet or not (semantics 3.2). */
public final class RealPath {
    private RealPath() {}

    /** Empty for a relative path, for a {@code ..} beyond a missing part, and where nothing can be looked up. */
    public static Optional<Path> of(Path path) {
        return path.isAbsolute() ? resolved(path) : Optional.empty();
    }

    /** Resolves the nearest ancestor that exists, then appends the missing names; a loop, since paths may have thousands of parts. */
    private static Optional<Path> resolved(Path path) {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path each = path; each != null; each = each.getParent()) {
            try {
                return Optional.of(appended(each.toRealPath(), missing));
            } catch (AccessDeniedException hidden) {
                return Optional.empty();
            } catch (IOException absent) {
                Path name = each.getFileName();
                boolean isLinkToNowhere = Files.exists(each, LinkOption.NOFOLLOW_LINKS);
                if (name == null || isLinkToNowhere || isDots(name)) {
                    return Optional.empty();
                }
                missing.push(name);
            }
        }
        return Optional.empty();
    }

    private static Path appended(Path real, Deque<Path> missing) {
        if (missing.isEmpty()) {
            return real;
        }
        Path first = missing.pop();
        String[] rest = missing.stream().map(Path::toString).toArray(String[]::new);
        return real.resolve(first.getFileSystem().getPath(first.toString(), rest));
    }

    private static boolean isDots(Path name) {
        return name.toString().equals("..") || name.toString().equals(".");
    }
}
