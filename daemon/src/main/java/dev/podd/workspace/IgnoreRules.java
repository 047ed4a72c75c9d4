package dev.podd.workspace;

import dev.podd.search.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which paths git would leave out, by the rules of a folder and of those above it. Immutable. */
final class IgnoreRules {
    /** Of the rules for one folder, those above included; what comes after them is passed over. */
    private static final int MAX_CHARACTERS = 200_000;

    private final @Nullable IgnoreRules above;
    /** Real path of the folder that the rules lie in, a slash at its end. */
    private final String folder;
    /** The last first, since that one decides. */
    private final List<Rule> rules;
    /** Of all rules, those above included. */
    private final int characters;

    private IgnoreRules(@Nullable IgnoreRules above, String folder, List<Rule> rules, int characters) {
        this.characters = characters;
        this.above = above;
        this.folder = folder;
        this.rules = rules;
    }

    /** No rules but those of the folders above. */
    static IgnoreRules none() {
        return new IgnoreRules(null, "/", List.of(), 0);
    }

    /** Adds what a file in a folder says; its text is as in a {@code .gitignore}. */
    IgnoreRules with(String realFolder, String text) {
        List<Rule> read = new ArrayList<>();
        int sum = characters;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            sum += line.length();
            if (sum <= MAX_CHARACTERS) {
                Rule.of(line).ifPresent(read::add);
            }
        }
        String folder = realFolder.endsWith("/") ? realFolder : realFolder + "/";
        return read.isEmpty() ? this : new IgnoreRules(this, folder, read.reversed(), Math.min(sum, MAX_CHARACTERS));
    }

    /** Whether something that is in no ignored folder is ignored itself. */
    boolean ignores(String realPath, String name, boolean isFolder) {
        for (IgnoreRules each = this; each != null; each = each.above) {
            if (!realPath.startsWith(each.folder)) {
                continue;
            }
            String relative = realPath.substring(each.folder.length());
            for (Rule rule : each.rules) {
                if ((isFolder || !rule.isForFolders) && rule.glob.matches(relative, name)) {
                    return !rule.isNegated;
                }
            }
        }
        return false;
    }

    /** One line. */
    private record Rule(Glob glob, boolean isNegated, boolean isForFolders) {
        static Optional<Rule> of(String line) {
            String pattern = withoutTrailingSpaces(line.startsWith("\uFEFF") ? line.substring(1) : line);
            if (pattern.startsWith("#")) {
                return Optional.empty();
            }
            boolean isNegated = pattern.startsWith("!");
            pattern = isNegated ? pattern.substring(1) : pattern;
            boolean isForFolders = pattern.endsWith("/");
            pattern = isForFolders ? pattern.substring(0, pattern.length() - 1) : pattern;
            return pattern.isEmpty() ? Optional.empty()
                    : Optional.of(new Rule(Glob.ofGitignore(pattern), isNegated, isForFolders));
        }

        private static String withoutTrailingSpaces(String line) {
            int end = line.length();
            while (end > 0 && line.charAt(end - 1) == ' ' && !(end > 1 && line.charAt(end - 2) == '\\')) {
                end--;
            }
            return line.substring(0, end);
        }
    }
}
