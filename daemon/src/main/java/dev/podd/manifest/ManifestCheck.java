package dev.podd.manifest;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks the text of one manifest, as a layer over the built-in default, without making a Pod of it. */
public final class ManifestCheck {
    private ManifestCheck() {}

    /** All that is wrong with it; {@code file} is where it lies, null for nowhere yet. */
    public static List<ManifestProblem> check(String text, @Nullable Path file) {
        Problems problems = new Problems();
        Path folder = folder(file);
        Draft draft = new Draft(problems, folder, variable -> null);
        draft.addToml(file == null ? "manifest" : file.toString(), folder, text);
        Node.Table tree = draft.merged();
        new ScopeCheck(problems, folder).check(tree);
        return problems.inOrder();
    }

    private static Path folder(@Nullable Path file) {
        return file == null ? Path.of("").toAbsolutePath()
                : Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file.toAbsolutePath());
    }
}
