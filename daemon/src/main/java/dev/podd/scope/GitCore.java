package dev.podd.scope;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings that a git repository has in a file of its own, by their text: no git is started, and nothing is included. */
public final class GitCore {
    private static final Pattern SECTION = Pattern.compile("\\s*\\[([^\\]]*)].*");
    private static final Pattern SETTING = Pattern.compile(
            "(?:\\s*\\[core])?\\s*([a-z-]+)\\s*(?:=\\s*(\"[^\"]*\"|[^#;]*).*|[#;].*)?",
            Pattern.CASE_INSENSITIVE);
    private static final int MAX_BYTES = 1 << 20;

    private final String text;

    private GitCore(String text) {
        this.text = text;
    }

    /** What a file says; nothing where it is no regular file of 1 MiB at most. */
    public static GitCore of(Path file) throws IOException {
        return new GitCore(text(file));
    }

    /** Empty for what is no regular file of 1 MiB at most. */
    static String text(Path file) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES
                ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
    }

    /**
     * The last value of a setting of section {@code core}, without its quotes; {@code true} for one that has none.
     *
     * @param key in lower case
     */
    Optional<String> core(String key) {
        boolean isCore = false;
        String last = null;
        for (String line : text.lines().toList()) {
            Matcher section = SECTION.matcher(line);
            isCore = section.matches() ? section.group(1).strip().equalsIgnoreCase("core") : isCore;
            Matcher setting = SETTING.matcher(line);
            if (isCore && setting.matches() && setting.group(1).equalsIgnoreCase(key)) {
                String value = setting.group(2);
                last = value == null ? "true" : value.replace("\"", "").strip();
            }
        }
        return Optional.ofNullable(last);
    }

    /** Whether they say where the work tree is, or that there is none; else it is the folder beside the repository's. */
    public boolean placeWorkTree() {
        return core("worktree").isPresent()
                || core("bare").filter(bare -> !bare.matches("(?i)false|no|off|0|")).isPresent();
    }
}
