package dev.podd.lsp.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files of a workspace folder, by name. */
public final class FileTypes {
    private FileTypes() {}

    /** What to look for. */
    public record FileFindParams(@Nullable String workspaceFolder, String query, @Nullable Integer limit) {}

    /** Files that match. */
    public record FileFindResult(List<WireFoundFile> files) {}

    /** A file of a workspace folder. */
    public record WireFoundFile(String uri, String path, boolean open) {}
}
