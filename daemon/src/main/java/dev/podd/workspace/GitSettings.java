package dev.podd.workspace;

import java.util.Locale;
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

    private GitSettings() {}

    /** The lines that are known to be harmless. */
    public static String withoutSecrets(String text) {
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
