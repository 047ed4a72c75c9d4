package dev.podd.manifest;

import java.io.IOException;
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
        draft.addToml(file == null ? "manifest" : file.toString(), folder, text,
                !String.valueOf(folder.getFileName()).equals(".podd"));
        Node.Table tree = draft.merged();
        new ScopeCheck(problems, folder).check(tree);
        return problems.inOrder();
    }

    /**
     * The text of a manifest.
     *
     * @throws ManifestInvalid it cannot be read, or is no text
     */
    public static String read(Path file) {
        try {
            return BoundedFile.text(file, BoundedFile.MANIFEST_LIMIT);
        } catch (IOException e) {
            throw new ManifestInvalid(List.of(ManifestProblem.at(new Node.Origin(file.toString(), Place.START),
                    ManifestProblem.Severity.ERROR, "the file " + e.getMessage())));
        }
    }

    private static Path folder(@Nullable Path file) {
        return file == null ? Path.of("").toAbsolutePath()
                : Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file.toAbsolutePath());
    }
}
