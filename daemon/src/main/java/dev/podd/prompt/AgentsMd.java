package dev.podd.prompt;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the AGENTS.md files of a working directory and of its parents up to the workspace folder say, the outermost
 * first (semantics 9.4).
 *
 * @param text     null where there is none
 * @param warnings about files that could not be used
 */
public record AgentsMd(@Nullable String text, List<String> warnings) {
    private static final String NAME = "AGENTS.md";
    private static final int LIMIT = 64 * 1024;

    /** @param read the bytes of a file, empty where there is none; what it throws is a warning here */
    public static AgentsMd gather(Path workingDirectory, Path workspaceFolder,
            Function<Path, Optional<byte[]>> read) {
        List<String> texts = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (Path file : files(workingDirectory, workspaceFolder)) {
            try {
                read.apply(file).ifPresent(bytes -> texts.add(headed(file, workingDirectory, text(bytes))));
            } catch (RuntimeException unreadable) {
                warnings.add(file + " is left out: " + unreadable.getMessage());
            }
        }
        return new AgentsMd(texts.isEmpty() ? null : String.join("\n\n", texts), List.copyOf(warnings));
    }

    /** Where such files are looked for, the outermost first. */
    public static List<Path> files(Path workingDirectory, Path workspaceFolder) {
        List<Path> folders = new ArrayList<>(List.of(workingDirectory));
        Path at = workingDirectory;
        while (at != null && at.startsWith(workspaceFolder) && !at.equals(workspaceFolder)) {
            at = at.getParent();
            if (at != null) {
                folders.add(at);
            }
        }
        return folders.reversed().stream().map(folder -> folder.resolve(NAME)).toList();
    }

    private static String headed(Path file, Path workingDirectory, String text) {
        return workingDirectory.equals(file.getParent()) ? text.strip()
                : "From " + workingDirectory.relativize(file) + ":\n" + text.strip();
    }

    private static String text(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("it is not UTF-8", e);
        }
        if (bytes.length <= LIMIT) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        int end = LIMIT;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(Arrays.copyOf(bytes, end), StandardCharsets.UTF_8)
                + "\n\n[truncated: AGENTS.md exceeded 64KB limit]";
    }
}
