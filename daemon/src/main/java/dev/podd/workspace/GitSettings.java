package dev.podd.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /** Sections of which nothing has git run a program before somebody types a command that says so. */
    private static final Set<String> QUIET = Set.of("user", "alias", "branch", "color", "pull", "rebase");
    private static final Map<String, Set<String>> QUIET_SETTINGS = Map.of("core", CORE, "remote", REMOTE, "submodule",
            SUBMODULE, "init", Set.of("defaultbranch"), "extensions",
            Set.of("objectformat", "refstorage", "preciousobjects", "noop", "relativeworktrees", "partialclone"));
    private static final String OUT_OF_USE = "# held by Podd: ";

    private GitSettings() {}

    /**
     * Settings of which none has git run a program by itself.
     *
     * @param taken names of those that are comments now
     */
    record Disarmed(String text, List<String> taken) {}

    /** Makes comments of all lines that are not known to have git run no program. */
    static Disarmed disarmed(String text) {
        StringBuilder kept = new StringBuilder();
        List<String> taken = new ArrayList<>();
        String section = "";
        boolean isContinued = false;
        for (String line : text.split("\n", -1)) {
            boolean isRest = isContinued;
            isContinued = line.endsWith("\\") || line.endsWith("\\\r");
            Matcher heading = SECTION.matcher(line);
            boolean isHeading = !isRest && !isContinued && heading.matches();
            section = isHeading ? heading.group(1).toLowerCase(Locale.ROOT) : section;
            boolean isQuiet = isHeading || (!isRest && !isContinued && isQuiet(section, line));
            if (!isQuiet && !isRest) {
                taken.add((section + "." + line.strip().split("[\\s=]", 2)[0]).replaceAll("[^\\x20-\\x7e]", "?"));
            }
            kept.append(kept.isEmpty() ? "" : "\n").append(isQuiet ? "" : OUT_OF_USE).append(line);
        }
        return new Disarmed(kept.toString(), taken);
    }

    private static boolean isQuiet(String section, String line) {
        String words = line.strip();
        if (words.isEmpty() || words.startsWith("#") || words.startsWith(";")) {
            return true;
        }
        Matcher setting = SETTING.matcher(line);
        return setting.matches() && (QUIET.contains(section)
                || QUIET_SETTINGS.getOrDefault(section, Set.of()).contains(setting.group(1).toLowerCase(Locale.ROOT)));
    }

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
