package dev.podd.lsp.plain;

import dev.podd.item.Part;
import dev.podd.item.TextRange;
import dev.podd.pod.Pod;
import dev.podd.workspace.FileUris;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Files that a message names: {@code @path}, {@code @"a path"}, {@code @path:10} or {@code @path:10-20}. */
final class Mentions {
    private static final Pattern MENTION = Pattern
            .compile(
                    "(?<![\\w@])@(?:\"([^\"\\n]+)\"|([^\\s\"@]+?))(?::(\\d{1,7})(?:-(\\d{1,7}))?)?(?=[\\s,;.!?)]*(?:\\s|$))");
    private static final int MOST = 50;

    private Mentions() {}

    /** The message, with the files that it names and that the Pod may read. */
    static List<Part> parts(String said, Pod pod) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Text(said));
        Set<Part> files = new LinkedHashSet<>();
        Matcher found = MENTION.matcher(said);
        while (found.find() && files.size() < MOST) {
            String path = found.group(1) != null ? found.group(1) : found.group(2);
            file(path, pod).ifPresent(file -> files.add(new Part.File(FileUris.file(file),
                    lines(found.group(3), found.group(4)), null)));
        }
        parts.addAll(files);
        return parts;
    }

    private static Optional<Path> file(String path, Pod pod) {
        try {
            return pod.file(Path.of(path));
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    private static @Nullable TextRange lines(@Nullable String first, @Nullable String last) {
        if (first == null) {
            return null;
        }
        int from = Math.max(0, Integer.parseInt(first) - 1);
        int to = last == null ? from + 1 : Math.max(from + 1, Integer.parseInt(last));
        return new TextRange(from, 0, to, 0);
    }
}
