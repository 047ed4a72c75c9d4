package dev.podd.pod;

import dev.podd.compaction.TouchedFiles;
import dev.podd.item.Utf8;
import dev.podd.thread.PlatformWork;
import dev.podd.thread.WorkStoppedException;
import dev.podd.usage.Occupancy;
import dev.podd.workspace.TextFile;
import dev.podd.workspace.Tracker;
import dev.podd.workspace.Workspace;
import dev.podd.workspace.WorkspaceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The files that a Pod's tools touched last, read under the scope of now. */
final class RecentFiles implements TouchedFiles {
    private final Workspace workspace;
    private final PlatformWork threads;
    private final Tracker tracker;
    private final UnaryOperator<String> shown;

    /**
     * @param threads where files are read
     * @param shown   leaves out of a text what must not be shown
     */
    RecentFiles(Workspace workspace, PlatformWork threads, Tracker tracker,
            UnaryOperator<String> shown) {
        this.workspace = workspace;
        this.threads = threads;
        this.tracker = tracker;
        this.shown = shown;
    }

    /** @param taken to be run when the model gets to see it */
    private record Read(String text, Runnable taken) {
        int bytes() {
            return Utf8.length(text);
        }
    }

    /** None, where their file system does not answer. */
    @Override
    public Shown within(long tokens) {
        try {
            return threads.get("reading files anew", workspace.workingDirectory().toString(), () -> read(tokens));
        } catch (WorkStoppedException e) {
            return TouchedFiles.NONE.within(tokens);
        }
    }

    private Shown read(long tokens) {
        long room = Occupancy.bytesOf(tokens);
        List<Read> shown = new ArrayList<>();
        for (Path file : tracker.recent()) {
            Read read = mayFit(file, room) ? read(file).orElse(null) : null;
            int bytes = read == null ? 0 : read.bytes();
            if (read != null && bytes <= room) {
                room -= bytes;
                shown.add(read);
            }
        }
        StringBuilder text = new StringBuilder();
        shown.forEach(each -> text.append(text.isEmpty() ? "" : "\n\n").append(each.text()));
        return new Shown(text.toString(),
                () -> shown.reversed().forEach(each -> each.taken().run()));
    }

    /** By its size alone: text in UTF-16 has half as many bytes in UTF-8. */
    private boolean mayFit(Path file, long room) {
        try {
            return workspace.size(file) <= 2 * room;
        } catch (WorkspaceException refused) {
            return false;
        }
    }

    /** A file that is gone, not text or outside the scope by now is not shown. */
    private Optional<Read> read(Path file) {
        try {
            byte[] bytes = workspace.readIfExists(workspace.readable(file.toString()));
            if (bytes == null) {
                return Optional.empty();
            }
            return TextFile.of(bytes).map(text -> new Read(
                    workspace.name(file) + ":\n" + shown.apply(text.text().stripTrailing()),
                    () -> tracker.observed(file, bytes)));
        } catch (WorkspaceException refused) {
            return Optional.empty();
        }
    }
}
