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
        boolean isOpen = workspace.isOpen(file);
        byte[] before = workspace.readIfExists(file);
        if (before == null) {
            TextFile young = Objects.requireNonNull(change.apply(null));
            return new Changed(name(), null, young, young, isOpen, LineDiff.of("", young.text()));
        }
        TextFile old = text(before);
        return isOpen ? besideTyping(old, before, change) : known(old, before, change, false);
    }

    private Changed known(TextFile old, byte[] before, UnaryOperator<@Nullable TextFile> change, boolean isOpen) {
        tracker.requireKnown(file, name(), before);
        TextFile young = Objects.requireNonNull(change.apply(old));
        return new Changed(name(), old, young, young, isOpen, LineDiff.of(old.text(), young.text()));
    }

    /** What the model means is what it has seen; what the person has typed since stays beside it, where that can be. */
    private Changed besideTyping(TextFile now, byte[] bytes, UnaryOperator<@Nullable TextFile> change) {
        Optional<TextFile> seen = tracker.seen(file).filter(content -> !Arrays.equals(content, bytes)).map(this::text);
        if (seen.isPresent()) {
            TextFile meant = Objects.requireNonNull(change.apply(seen.get()));
            Optional<TextFile> merged = now.merged(seen.get(), meant);
            if (merged.isPresent()) {
                return new Changed(name(), now, merged.get(), meant, true,
                        LineDiff.of(now.text(), merged.get().text()));
            }
        }
        return known(now, bytes, change, true);
    }

    /** Makes the change on what is there now. */
    Changed make(UnaryOperator<@Nullable TextFile> change, ToolRun run) throws InterruptedException {
        return workspace.alone(file, () -> {
            Changed changed = preview(change);
            byte[] before = changed.before == null ? null : changed.before.bytes();
            byte[] after = changed.after.bytes();
            if (!Arrays.equals(before, after)) {
                run.fileChange(file, before, after, () -> workspace.change(file, before, after));
            }
            tracker.observed(file, changed.known.bytes());
            return changed;
        });
    }

    private TextFile text(byte[] bytes) {
        return TextFile.of(bytes).orElseThrow(() -> new ToolException(name() + " is no text"));
    }

    private String name() {
        return workspace.name(file);
    }

    /**
     * Both sides of a change, and what they differ in.
     *
     * @param before null when the file is new
     * @param known  what the model knows of it afterwards: all but what the person has typed since it looked
     * @param isOpen whether an editor has it open, so that it is changed there
     */
    record Changed(String name, @Nullable TextFile before, TextFile after, TextFile known, boolean isOpen,
            LineDiff difference) {
        /** Where the model finds it, as the end of its name. */
        String where() {
            return isOpen ? " (in the editor, not saved yet)" : "";
        }

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
