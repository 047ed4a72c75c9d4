package dev.podd.pod;

import dev.podd.log.Blobs;
import dev.podd.log.Entries;
import dev.podd.log.Entry;
import dev.podd.log.SessionStore;
import dev.podd.log.StoredEntry;
import dev.podd.scope.ExecutionRisk;
import dev.podd.thread.PlatformWork;
import dev.podd.workspace.Undo;
import dev.podd.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Files as they were at an earlier entry of a session: what its tools changed since is taken back. Used once. */
final class FilesBack {
    /** In the log, what the rewind itself does to files is named so. */
    private static final String CALL = "rewind";

    private final Workspace workspace;
    private final PlatformWork threads;
    private final Undo undo;
    private final List<Undo.Change> changes;
    private final List<Undo.Plan> plans;
    private final CommandTimes commands;

    /** Looks at the files; nothing is changed yet. */
    FilesBack(Workspace workspace, PlatformWork threads, SessionStore store, String session, String to)
            throws InterruptedException {
        this.workspace = workspace;
        this.threads = threads;
        this.undo = new Undo(workspace, hash -> store.blob(session, hash));
        List<StoredEntry> since = Entries.after(store, session, to);
        this.changes = since.reversed().stream().map(StoredEntry::payload)
                .filter(Entry.FileChange.class::isInstance).map(Entry.FileChange.class::cast)
                .map(change -> new Undo.Change(Path.of(change.path()), change.before(), change.after())).toList();
        this.plans = threads.call(CALL, workspace.workingDirectory().toString(),
                () -> undo.plan(changes.stream().filter(change -> !isRisky(change.file())).toList()));
        this.commands = CommandTimes.in(since);
    }

    /** The log may be a stranger's, and what it says was in such a file was approved by nobody. */
    private static boolean isRisky(Path file) {
        return ExecutionRisk.of(file).isPresent();
    }

    /** What is to be recorded before it happens. */
    List<Entry> entries(Blobs blobs) {
        List<Entry> entries = new ArrayList<>();
        for (Undo.Plan plan : plans) {
            entries.add(new Entry.FileChange(CALL, plan.file().toString(), kept(plan.now(), blobs),
                    kept(plan.then(), blobs)));
        }
        return entries;
    }

    private static @Nullable String kept(byte @Nullable [] bytes, Blobs blobs) {
        return bytes == null ? null : blobs.putBlob(bytes);
    }

    /** Does it, and says what came of it. */
    Rewound make(String session) throws InterruptedException {
        return threads.call(CALL, workspace.workingDirectory().toString(), () -> makeNow(session));
    }

    private Rewound makeNow(String session) throws InterruptedException {
        List<Path> byCommands = commands.changedIn(workspace);
        List<Path> restored = undo.make();
        Set<Path> kept = new TreeSet<>(undo.kept());
        changes.stream().map(Undo.Change::file).filter(FilesBack::isRisky).forEach(kept::add);
        byCommands.stream().filter(file -> changes.stream().noneMatch(change -> change.file().equals(file)))
                .forEach(kept::add);
        return new Rewound(session, restored, List.copyOf(kept));
    }
}
