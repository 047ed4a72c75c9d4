package dev.podd.tool;

import dev.podd.item.Utf8;
import dev.podd.workspace.OutputFolder;
import dev.podd.workspace.WorkspaceException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bodies up to a number of bytes; the whole of a longer one is kept in a file that {@code read} may read. */
public final class FileBackedLimit implements OutputLimit {
    private final int defaultMaxBytes;
    private final Map<String, Integer> perTool;
    private final Set<String> endMatters;
    private final OutputFolder folder;

    /** @param endMatters tools of whose output the end says most, such as {@code shell} */
    public FileBackedLimit(int defaultMaxBytes, Map<String, Integer> perTool, Set<String> endMatters,
            OutputFolder folder) {
        this.defaultMaxBytes = defaultMaxBytes;
        this.perTool = Map.copyOf(perTool);
        this.endMatters = Set.copyOf(endMatters);
        this.folder = folder;
    }

    public int maxBytes(String tool) {
        return perTool.getOrDefault(tool, defaultMaxBytes);
    }

    @Override
    public @Nullable String cut(String tool, String call, @Nullable String body) {
        int maxBytes = maxBytes(tool);
        if (body == null || Utf8.length(body) <= maxBytes) {
            return body;
        }
        Path whole = kept(call, body);
        return endMatters.contains(tool) ? Excerpt.ends(body, body, Utf8.length(body), maxBytes, Excerpt.where(whole))
                : Excerpt.beginning(body, maxBytes, whole);
    }

    /** Where the whole is; null when it cannot be kept, which is no reason to lose the result. */
    private @Nullable Path kept(String call, String body) {
        try {
            return folder.keep(call, body);
        } catch (WorkspaceException full) {
            return null;
        }
    }
}
