package dev.podd.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings of a git repository without what may be secret: git works with them, and a program that reads them learns
 * no password. What is not known to be harmless is left out.
 */
public final class GitSettings {
    private static final Pattern SECTION = Pattern
            .compile("\\s*\\[\\s*([A-Za-z0-9.-]+)(\\s+\"[^\"]*\")?\\s*]\\s*([#;].*)?");
    private static final Pattern SETTING = Pattern.compile("\\s*([A-Za-z][A-Za-z0-9-]*)\\s*(=.*)?");
    private static final Pattern ACCOUNT = Pattern.compile("://[^/@\\s]*@");
    private static final Set<
            String> WHOLE = Set.of("extensions", "user", "alias", "branch", "color", "pull", "merge", "diff",
                    "rebase", "init", "index", "gc", "pack");
    private static final Set<String> CORE = Set.of("repositoryformatversion", "filemode", "bare", "logallrefupdates",
            "ignorecase", "precomposeunicode", "symlinks", "autocrlf", "eol", "safecrlf", "worktree", "sparsecheckout",
            "sparsecheckoutcone", "abbrev", "quotepath", "longpaths", "untrackedcache", "sharedrepository");
    private static final Set<String> REMOTE = Set.of("url", "fetch", "pushurl", "push", "mirror", "tagopt", "prune",
            "promisor", "partialclonefilter");
    private static final Set<String> SOME = Set.of("core", "remote", "submodule");
    private static final Set<String> SUBMODULE = Set.of("url", "active", "branch", "path");

    private static final int MAX_BYTES = 1 << 20;

    private GitSettings() {}

    /**
     * What a file holds that is known to be harmless; empty for what is no regular file of 1 MiB at most, or cannot be read.
     *
     * @param real no link of its path is followed
     */
    public static Optional<String> harmlessIn(Path real) {
        Path name = Objects.requireNonNull(real.getFileName());
        try (Folder folder = Folder.open(Objects.requireNonNull(real.getParent()))) {
            BasicFileAttributes found = folder.attributes(name);
            if (found == null || !found.isRegularFile() || found.size() > MAX_BYTES) {
                return Optional.empty();
            }
            byte[] content = new byte[(int) found.size()];
            int length = new FoundFile(folder, name, name.toString(), found).read(content);
            return Optional.of(withoutSecrets(new String(content, 0, length, StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** The lines that are known to be harmless. */
    static String withoutSecrets(String text) {
        StringBuilder kept = new StringBuilder();
        String section = "";
        boolean isContinued = false;
        for (String line : text.lines().toList()) {
            boolean isRest = isContinued;
            isContinued = line.endsWith("\\");
            Matcher heading = SECTION.matcher(line);
            if (!isRest && heading.matches()) {
                section = heading.group(1).toLowerCase(Locale.ROOT);
                if (WHOLE.contains(section) || SOME.contains(section)) {
                    kept.append(ACCOUNT.matcher(line).replaceAll("://")).append('\n');
                }
            } else if (!isRest && !isContinued && isHarmless(section, line)) {
                kept.append(ACCOUNT.matcher(line).replaceAll("://")).append('\n');
            }
        }
        return kept.toString();
    }

    private static boolean isHarmless(String section, String line) {
        Matcher setting = SETTING.matcher(line);
        if (!setting.matches()) {
            return false;
        }
        String name = setting.group(1).toLowerCase(Locale.ROOT);
        return switch (section) {
            case "core" -> CORE.contains(name);
            case "remote" -> REMOTE.contains(name);
            case "submodule" -> SUBMODULE.contains(name);
            // a driver names a program
            default -> WHOLE.contains(section)
                    && !Set.of("driver", "command", "cmd", "tool", "textconv").contains(name);
        };
    }
}
