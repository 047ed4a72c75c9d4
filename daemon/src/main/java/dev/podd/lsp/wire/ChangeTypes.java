package dev.podd.lsp.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What tools changed in files and the person has neither kept nor undone. */
public final class ChangeTypes {
    private ChangeTypes() {}

    /** Which hunks. */
    public record ChangesListParams(@Nullable String workspaceFolder, @Nullable String uri, @Nullable String pod,
            @Nullable Integer turn) {}

    /** Files and their hunks. */
    public record ChangesListResult(List<Changed> files) {}

    /** Which hunks: one of {@code hunks}, {@code uri}, {@code pod} and {@code inline}. */
    public record ChangesDecideParams(@Nullable List<String> hunks, @Nullable String uri, @Nullable String pod,
            @Nullable Integer turn, @Nullable String inline) {}

    /** What became of them. */
    public record ChangesDecideResult(List<String> kept, List<String> undone, List<ChangeConflict> conflicts) {}

    /** A hunk that could not be kept or undone. */
    public record ChangeConflict(String hunk, String reason) {}

    /** A file with hunks. */
    public record Changed(String uri, @Nullable Integer version, String base, List<WireHunk> hunks) {}

    /** Whole lines that an agent has changed. */
    public record WireHunk(String hunk, Lsp.Range range, String oldText, String newText, HunkState state,
            @Nullable Boolean mended, String pod, String session, @Nullable Integer turn, @Nullable String inline) {}

    /** What became of a hunk. */
    public enum HunkState {
        /** The person has not decided. */
        PENDING,
        /** It is the person's own text. */
        KEPT,
        /** The text before it is back. */
        UNDONE,
        /** The person took it out by hand. */
        STALE
    }
}
