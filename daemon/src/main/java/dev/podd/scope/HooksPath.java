package dev.podd.scope;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folder of git hooks that a repository's own settings name ({@code core.hooksPath}), by their text: no git is started.
 * Left out: what other settings say that those include, and a path that begins with the home folder.
 */
public final class HooksPath {
    private static final Pattern SECTION = Pattern.compile("\\s*\\[([^\\]]*)].*");
    private static final Pattern SETTING = Pattern.compile(
            "(?:\\s*\\[core])?\\s*hookspath\\s*=\\s*(\"[^\"]*\"|[^#;]*).*",
            Pattern.CASE_INSENSITIVE);
    private static final int MAX_BYTES = 1 << 20;
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

    /** Their text. Of a linked work tree, or a submodule, they lie elsewhere. */
    private static Optional<String> settings(Path git) throws IOException {
        if (Files.isDirectory(git, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(text(git.resolve("config")));
        }
        String link = text(git).strip();
        if (!link.startsWith("gitdir:")) {
            return Optional.empty();
        }
        Path own = Objects.requireNonNull(git.getParent()).resolve(link.substring("gitdir:".length()).strip());
        Path common = own.resolve("commondir");
        return Optional.of(text((Files.isRegularFile(common) ? own.resolve(text(common).strip()) : own)
                .resolve("config")));
    }

    /** Empty for what is no regular file of 1 MiB at most. */
    private static String text(Path file) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES
                ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
    }

    private static Optional<String> named(String settings) {
        boolean isCore = false;
        String last = "";
        for (String line : settings.lines().toList()) {
            Matcher section = SECTION.matcher(line);
            isCore = section.matches() ? section.group(1).strip().equalsIgnoreCase("core") : isCore;
            Matcher setting = SETTING.matcher(line);
            if (isCore && setting.matches()) {
                last = setting.group(1).replace("\"", "").strip();
            }
        }
        return last.isEmpty() || last.startsWith("~") ? Optional.empty() : Optional.of(last);
    }
}
