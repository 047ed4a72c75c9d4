package dev.podd.lsp.wire;

import dev.podd.lsp.wire.ManifestTypes.WireProblem;
import dev.podd.lsp.wire.PodTypes.WirePermission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What errors of Podd's own tell beside their text: name, whether trying again may help, and more. */
public final class ErrorData {
    private ErrorData() {}

    /** No more than that. */
    public record Plain(String name, boolean retry) {}

    /** And the entry at which a chain is broken. */
    public record AtEntry(String name, boolean retry, String entry) {}

    /** And all that is wrong with a manifest. */
    public record Problems(String name, boolean retry, List<WireProblem> problems) {}

    /** And a path, what may not be done with it, and why. */
    public record AtPath(String name, boolean retry, String path, @Nullable WirePermission permission,
            @Nullable String reason) {}

    /** And the files that it is about. */
    public record AtPaths(String name, boolean retry, List<String> paths) {}

    /** And whose key is missing. */
    public record Credential(String name, boolean retry, String provider, String variable) {}

    /** And what is the matter with the store. */
    public record Store(String name, boolean retry, boolean full, boolean readOnly, boolean locked) {}

    /** And where in a template, from 1, and all that is wrong with it. */
    public record InTemplate(String name, boolean retry, int line, int column, List<WireProblem> problems) {}
}
