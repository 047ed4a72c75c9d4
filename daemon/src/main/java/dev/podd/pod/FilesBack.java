package dev.podd.pod;

import dev.podd.log.CheckpointDroppedException;
import dev.podd.log.Entries;
import dev.podd.log.Entry;
import dev.podd.log.SessionLog;
import dev.podd.log.SessionStore;
import dev.podd.log.StoredEntry;
import dev.podd.scope.ExecutionRisk;
import dev.podd.thread.PlatformWork;
import dev.podd.thread.WorkStoppedException;
import dev.podd.turn.Journal;
import dev.podd.workspace.Undo;
import dev.podd.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files as they were at an earlier entry of a session: what its tools changed since is taken back. Contents are in the
 * session's store, and in memory one file at a time. Used once.
 */
final class FilesBack {
    private static final String CALL = Entry.FileChange.REWIND;

    private final Workspace workspace;
    private final PlatformWork threads;
    private final SessionStore store;
    private final Journal journal;
    /** In which the contents of the plans are kept. */
    private final String session;
    private final Undo undo;
    private final List<Undo.Change> changes;
    /** The log may be a stranger's, and what it says was in such a file was approved by nobody. */
    private final Set<Path> risky;
    private List<Undo.Plan> plans = List.of();
    private final CommandTimes commands;

    /**
     * Looks at the files; nothing is changed yet.
     *
     * @throws PodException.CheckpointsDropped the quota has dropped what some of them held
     */
    FilesBack(Workspace workspace, PlatformWork threads, SessionStore store, Journal journal, String to)
            throws InterruptedException {
        this.workspace = workspace;
        this.threads = threads;
        this.store = store;
        this.journal = journal;
        this.session = journal.session();
        this.undo = new Undo(workspace, hash -> store.blob(journal.session(), hash));
        List<Undo.Change> oldestFirst = new ArrayList<>();
        CommandTimes.Reading times = new CommandTimes.Reading();
        Entries.eachAfter(store, session, to, entry -> {
            times.add(entry);
            add(entry, oldestFirst);
        });
        this.changes = oldestFirst.reversed();
        this.commands = times.end();
        Map<Path, List<Undo.Change>> files = new LinkedHashMap<>();
        this.risky = threads.call(CALL, workspace.workingDirectory().toString(), () -> changes.stream()
                .map(Undo.Change::file).distinct().filter(file -> ExecutionRisk.of(file).isPresent())
                .collect(Collectors.toSet()));
        changes.stream().filter(change -> !risky.contains(change.file()))
                .forEach(change -> files.computeIfAbsent(change.file(), file -> new ArrayList<>()).add(change));
        Map<Path, Long> dropped = new TreeMap<>();
        for (Map.Entry<Path, List<Undo.Change>> file : files.entrySet()) {
            try {
                this.plans = threads.call(CALL, file.getKey().toString(),
                        () -> undo.plan(file.getValue(), journal::putBlob));
            } catch (CheckpointDroppedException gone) {
                dropped.put(file.getKey(), gone.droppedAt());
            }
        }
        if (!dropped.isEmpty()) {
            throw new PodException.CheckpointsDropped(session, to, dropped.keySet(), Collections.min(dropped.values()));
        }
    }

    private static void add(StoredEntry entry, List<Undo.Change> changes) {
        if (entry.payload() instanceof Entry.FileChange change) {
            changes.add(new Undo.Change(Path.of(change.path()), change.before(), change.after(), entry.at()));
        }
    }

    /** What is to be recorded before it happens; a session that was forked meanwhile gets the contents, too. */
    List<Entry> entries(SessionLog log) {
        List<Entry> entries = new ArrayList<>();
        for (Undo.Plan plan : plans) {
            if (!log.session().equals(session)) {
                Stream.of(plan.now(), plan.then()).flatMap(Stream::ofNullable)
                        .forEach(hash -> log.putBlob(store.blob(session, hash)));
            }
            entries.add(new Entry.FileChange(CALL, plan.file().toString(), plan.now(), plan.then()));
        }
        return entries;
    }

    /** What would come of it now; nothing is done. */
    Rewound preview() {
        return come(plan -> true);
    }

    /** Does it, and says what came of it. An interrupt leaves the files that are not done as they are. */
    Rewound make() {
        return come(this::isMade);
    }

    private Rewound come(Predicate<Undo.Plan> isMade) {
        List<Path> byCommands = changedByCommands();
        Set<Path> kept = new TreeSet<>(undo.kept());
        List<Path> restored = new ArrayList<>();
        for (Undo.Plan plan : plans) {
            (isMade.test(plan) ? restored : kept).add(plan.file());
        }
        kept.addAll(risky);
        byCommands.stream().filter(file -> changes.stream().noneMatch(change -> change.file().equals(file)))
                .forEach(kept::add);
        return new Rewound(journal.session(), restored, List.copyOf(kept));
    }

    private boolean isMade(Undo.Plan plan) {
        try {
            return threads.call(CALL, plan.file().toString(), () -> undo.make(plan));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (WorkStoppedException | CancellationException e) {
            return false;
        }
    }

    private List<Path> changedByCommands() {
        try {
            return threads.call(CALL, workspace.workingDirectory().toString(), () -> commands.changedIn(workspace));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (WorkStoppedException e) {
            return List.of();
        }
    }
}
