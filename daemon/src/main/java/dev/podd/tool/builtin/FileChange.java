package dev.podd.tool.builtin;

import dev.podd.tool.PreparedCall;
import dev.podd.tool.ToolException;
import dev.podd.tool.ToolRun;
import dev.podd.workspace.LineDiff;
import dev.podd.workspace.TextFile;
import dev.podd.workspace.Tracker;
import dev.podd.workspace.Workspace;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One file on its way from old to new text: nothing that the session has not seen is overwritten, the change is recorded
 * before it is made, and all of it is one step for other tools.
 */
final class FileChange {
    private final Workspace workspace;
    private final Tracker tracker;
    private final Path file;

    FileChange(Workspace workspace, Tracker tracker, Path file) {
        this.workspace = workspace;
        this.tracker = tracker;
        this.file = file;
    }

    /** What it would come to now; {@code change} gets null for a file that does not exist. */
    Changed preview(UnaryOperator<@Nullable TextFile> change) {
        byte[] before = workspace.readIfExists(file);
        TextFile old = before == null ? null : text(before);
        TextFile young = before == null ? Objects.requireNonNull(change.apply(null)) : changed(before, change);
        return new Changed(name(), old, young, LineDiff.of(old == null ? "" : old.text(), young.text()));
    }

    /** What the model means is what it has seen; what the person has typed since stays beside it, where that can be. */
    private TextFile changed(byte[] now, UnaryOperator<@Nullable TextFile> change) {
        Optional<byte[]> seen = workspace.isOpen(file) ? tracker.seen(file) : Optional.empty();
        if (seen.isPresent() && !Arrays.equals(seen.get(), now)) {
            byte[] meant = Objects.requireNonNull(change.apply(text(seen.get()))).bytes();
            Optional<TextFile> merged = Workspace.merged(seen.get(), now, meant).flatMap(TextFile::of);
            if (merged.isPresent()) {
                return merged.get();
            }
        }
        tracker.requireKnown(file, name(), now);
        return Objects.requireNonNull(change.apply(text(now)));
    }

    /** Makes the change on what is there now. */
    Changed make(UnaryOperator<@Nullable TextFile> change, ToolRun run) throws InterruptedException {
        return workspace.alone(file, () -> {
            Changed changed = preview(change);
            byte[] before = changed.before == null ? null : changed.before.bytes();
            byte[] after = changed.after.bytes();
            if (!Arrays.equals(before, after)) {
                run.fileChange(file, before, after);
                workspace.change(file, before, after);
            }
            tracker.observed(file, after);
            return changed;
        });
    }

    private TextFile text(byte[] bytes) {
        return TextFile.of(bytes).orElseThrow(() -> new ToolException(name() + " is no text"));
    }

    private String name() {
        return workspace.name(file);
    }

    /** Both sides of a change, and what they differ in; {@code before} is null when the file is new. */
    record Changed(String name, @Nullable TextFile before, TextFile after, LineDiff difference) {
        boolean isNew() {
            return before == null;
        }

        /** The lines that are new, in the text after the change. */
        List<LineDiff.Lines> places() {
            return difference.changed();
        }

        String diff() {
            return difference.unified(name);
        }

        PreparedCall.Preview preview() {
            List<LineDiff.Lines> places = places();
            return new PreparedCall.Preview(diff(), places.isEmpty() ? null : places.getFirst().from());
        }
    }
}
