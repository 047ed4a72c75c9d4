package dev.podd.scope;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Where a path really leads, links followed, whether it exists yet or not (semantics 3.2). */
final class RealPath {
    private RealPath() {}

    /** Empty for a relative path, for a {@code ..} beyond a missing part, and where nothing can be looked up. */
    static Optional<Path> of(Path path) {
        if (!path.isAbsolute()) {
            return Optional.empty();
        }
        try {
            return Optional.of(path.toRealPath());
        } catch (AccessDeniedException hidden) {
            return Optional.empty();
        } catch (IOException missing) {
            return climbed(path);
        }
    }

    private static Optional<Path> climbed(Path path) {
        Path parent = path.getParent();
        Path name = path.getFileName();
        boolean isLinkToNowhere = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        if (parent == null || name == null || isLinkToNowhere || isDots(name)) {
            return Optional.empty();
        }
        return of(parent).map(real -> real.resolve(name));
    }

    private static boolean isDots(Path name) {
        return name.toString().equals("..") || name.toString().equals(".");
    }
}
