package dev.podd.scope;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The folder of git hooks that a repository's own settings name ({@code core.hooksPath}), by their text: no git is started.
 * Left out: what other settings say that those include, and a path that begins with the home folder.
 */
public final class HooksPath {
    private static final String GIT = ".git";

    private HooksPath() {}

    /** Whether a file, by its real path, lies in the folder of hooks of a repository that it belongs to. */
    static boolean covers(Path real) {
        for (Path above = real.getParent(); above != null; above = above.getParent()) {
            if (Files.exists(above.resolve(GIT), LinkOption.NOFOLLOW_LINKS)) {
                return of(above).filter(real::startsWith).isPresent();
            }
        }
        return false;
    }

    /**
     * The folder, by its real path, there or not; empty where the settings name none, or one that holds the whole work tree.
     *
     * @param workTree the folder that {@code .git} lies in
     */
    public static Optional<Path> of(Path workTree) {
        try {
            return settings(workTree.resolve(GIT)).flatMap(HooksPath::named).map(workTree::resolve)
                    .map(Path::normalize).flatMap(RealPath::of).filter(hooks -> !workTree.startsWith(hooks));
        } catch (IOException | InvalidPathException unreadable) {
            return Optional.empty();
        }
    }

    /** Of a linked work tree, or a submodule, they lie elsewhere. */
    private static Optional<GitCore> settings(Path git) throws IOException {
        if (Files.isDirectory(git, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(GitCore.of(git.resolve("config")));
        }
        String link = GitCore.text(git).strip();
        if (!link.startsWith("gitdir:")) {
            return Optional.empty();
        }
        Path own = Objects.requireNonNull(git.getParent()).resolve(link.substring("gitdir:".length()).strip());
        Path common = own.resolve("commondir");
        return Optional.of(GitCore.of((Files.isRegularFile(common)
                ? own.resolve(GitCore.text(common).strip()) : own).resolve("config")));
    }

    private static Optional<String> named(GitCore settings) {
        return settings.core("hookspath").filter(path -> !path.isEmpty() && !path.startsWith("~"));
    }
}
