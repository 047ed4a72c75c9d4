package dev.podd.change;

import dev.podd.log.Blobs;
import dev.podd.log.CheckpointDroppedException;
import dev.podd.log.Entry;
import dev.podd.log.Hunk;
import dev.podd.log.LogException;
import dev.podd.scope.RealPath;
import dev.podd.workspace.LineDiff;
import dev.podd.workspace.PathLocks;
import dev.podd.workspace.TextFile;
import dev.podd.workspace.Workspace;
import dev.podd.workspace.WorkspaceException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that agents changed in files and the person has neither kept nor undone, of all sessions. The truth is in the logs
 * of the sessions; it is read when it is first asked for. Looks at files, so never on a reader thread. Safe on every
 * other.
 */
public final class Changes implements ChangeNotes {
    private static final System.Logger LOG = System.getLogger(Changes.class.getName());
    private static final int LOOKS = 5;

    private final ChangeLog log;
    private final Function<Path, Workspace> workspaces;
    private final PathLocks locks;
    private final Clock clock;
    private final Supplier<String> ids;
    private final Map<Path, PendingFile> files = new ConcurrentHashMap<>();
    /** Sessions whose logs still name a file that another's names by now. */
    private final Map<Path, Set<String>> left = new ConcurrentHashMap<>();
    private final Consumer<String> warn;
    private final PendingRoom room;
    /** Whether there was no room for all at the last change, which is said the first time. */
    private volatile boolean isOver;
    private final Loading loading;
    private final List<Consumer<Path>> listeners = new CopyOnWriteArrayList<>();

    /**
     * @param workspaces where one file may be read and written, buffers of all editors included
     * @param locks      those of the tools
     * @param ids        a new unique id each
     * @param warn       takes what the person should know
     */
    public Changes(ChangeLog log, Function<Path, Workspace> workspaces, PathLocks locks, Clock clock,
            Supplier<String> ids, Consumer<String> warn) {
        this(log, workspaces, locks, clock, ids, warn, PendingRoom.OF_A_DAEMON);
    }

    Changes(ChangeLog log, Function<Path, Workspace> workspaces, PathLocks locks, Clock clock, Supplier<String> ids,
            Consumer<String> warn, PendingRoom room) {
        this.log = log;
        this.workspaces = workspaces;
        this.locks = locks;
        this.clock = clock;
        this.ids = ids;
        this.warn = warn;
        this.room = room;
        this.loading = new Loading(log, clock, files, room, this::takeOut, warn);
    }

    /**
     * Tells each file whose hunks have changed.
     *
     * @param listener called on any thread; returns at once
     * @return ends it
     */
    public Runnable listen(Consumer<Path> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Whether a file may have hunks, as far as it is known without looking. */
    public boolean mayHavePending() {
        return !loading.isDone() || !files.isEmpty();
    }

    /**
     * Follows what was typed into a file, and tells the listeners of it.
     *
     * @param real the real path of the file
     * @throws dev.podd.log.LogException changes of earlier sessions cannot be read now
     */
    public void follow(Path real) throws InterruptedException {
        loading.await();
        PendingFile pending = files.get(real);
        if (pending != null) {
            look(pending);
            tell(pending.file());
        }
    }

    /**
     * The hunks that are chosen, as their files are now; files without any are left out.
     *
     * @throws dev.podd.log.LogException changes of earlier sessions cannot be read now
     */
    public List<FileHunks> list(Selection wanted) throws InterruptedException {
        loading.await();
        List<FileHunks> all = new ArrayList<>();
        for (PendingFile each : chosen(wanted)) {
            FileHunks now = look(each).hunks(each.file(), wanted);
            if (!now.hunks().isEmpty()) {
                all.add(now);
            }
        }
        return all;
    }

    /**
     * The hunks of a file as it is now.
     *
     * @param file by any path to it
     * @return empty when there are none, and there were none of late
     * @throws dev.podd.log.LogException changes of earlier sessions cannot be read now
     */
    public Optional<FileHunks> of(Path file) throws InterruptedException {
        loading.await();
        return RealPath.of(file).map(files::get)
                .map(pending -> look(pending).hunks(pending.file(), new Selection.OfFile(pending.file())));
    }

    private List<PendingFile> chosen(Selection wanted) {
        return files.values().stream()
                .filter(each -> each.state().text().hunks().stream().anyMatch(hunk -> wanted.takes(each.file(), hunk)))
                .sorted((one, other) -> one.file().compareTo(other.file())).toList();
    }

    /** Follows what the person has typed. */
    private PendingFile.State look(PendingFile pending) {
        PendingFile.State before = pending.state();
        pending.change(state -> state.young(clock.millis()));
        try {
            boolean isFound = false;
            for (int i = 0; i < LOOKS && !isFound; i++) {
                long revision = pending.revision();
                isFound = pending.found(revision, text(workspaces.apply(pending.file()).readIfExists(pending.file())));
            }
        } catch (WorkspaceException unreadable) {
            LOG.log(System.Logger.Level.DEBUG, "cannot look at " + pending.file(), unreadable);
        }
        PendingFile.State now = pending.state();
        if (!now.text().hunks().equals(before.text().hunks())) {
            tell(pending.file());
        }
        return now;
    }

    /** Counts as kept what was pending in sessions whose checkpoints the quota has dropped. Looks at their logs. */
    public void forgetDropped() {
        if (!loading.isDone()) {
            return; // it will not find them
        }
        for (ChangeLog.Pending of : log.pending()) {
            of.files().values().stream().filter(each -> isDropped(of.session(), each))
                    .map(each -> files.get(Path.of(each.path())))
                    .filter(pending -> pending != null && pending.state().session().equals(of.session()))
                    .forEach(pending -> {
                        pending.change(state -> state.with(state.text().kept(hunk -> true)));
                        decided(pending);
                    });
        }
    }

    private boolean isDropped(String session, Entry.PendingChanges changes) {
        try {
            for (String hash : List.of(changes.base(), changes.text())) {
                var _ = log.blob(session, hash);
            }
            return false;
        } catch (CheckpointDroppedException dropped) {
            return true;
        }
    }

    /** Null for no file, and for one that holds no text. */
    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : TextFile.of(bytes).map(TextFile::text).orElse(null);
    }

    private void tell(Path file) {
        listeners.forEach(listener -> listener.accept(file));
    }

    @Override
    public PlannedChange plan(Author author, Path file, byte @Nullable [] before, byte @Nullable [] after)
            throws InterruptedException {
        loading.await();
        String was = before == null ? "" : text(before);
        String will = text(after);
        PendingFile known = files.get(file);
        if (was == null || will == null || LineDiff.isTooLong(was) || LineDiff.isTooLong(will)) {
            return known == null ? PlannedChange.of(List.of())
                    : planned(known, was, will, any -> nothing(author.session()));
        }
        PendingFile pending = known != null ? known : files.computeIfAbsent(file, path -> new PendingFile(path,
                new PendingFile.State(author.session(), before == null, PendingText.of(was), List.of())));
        while (!pending.found(pending.revision(), was)) {
            Thread.onSpinWait();
        }
        long at = clock.millis();
        return planned(pending, was, will, state -> state.in(author.session())
                .with(state.text().edited(will, (baseFrom, baseTo, from, to) -> author.hunk("h" + ids.get(), at)
                        .at(baseFrom, baseTo, from, to)).text()));
    }

    /** @param change to a state in the session of its author */
    private PlannedChange planned(PendingFile pending, @Nullable String was, @Nullable String will,
            UnaryOperator<PendingFile.State> change) {
        Path file = pending.file();
        PendingFile.State old = pending.state();
        PendingFile.State planned = pending.begin(change);
        left.getOrDefault(file, new HashSet<>()).remove(planned.session());
        return new PlannedChange(List.of(blobs -> entry(file, planned, blobs)), () -> {
            pending.made();
            if (!old.isOver() && !old.session().equals(planned.session())) {
                left(file).add(old.session());
            }
            decided(pending);
            makeRoom();
        }, () -> {
            if (isMadeAfterAll(file, was, will)) {
                pending.made();
            } else {
                PendingFile.State again = pending.failed();
                log.record(planned.session(), blobs -> List.of(again.session().equals(planned.session())
                        ? entry(file, again, blobs) : nothingIn(file).apply(blobs)));
            }
            decided(pending);
        });
    }

    /** An editor may make a change that it was not seen to make, since the person typed into it at once. */
    private boolean isMadeAfterAll(Path file, @Nullable String was, @Nullable String will) {
        try {
            String now = text(workspaces.apply(file).readIfExists(file));
            if (now == null || was == null || will == null) {
                return Objects.equals(now, will) && !Objects.equals(was, will);
            }
            return TextFile.isNearer(now, will, was);
        } catch (WorkspaceException | CancellationException unknown) {
            return false;
        }
    }

    /** Counts the oldest as kept where too much is pending. */
    private void makeRoom() {
        List<PendingFile> over = room.over(files.values()).stream()
                .filter(each -> !each.isChanging() && files.remove(each.file(), each)).toList();
        for (PendingFile each : over) {
            takeOut(each.state().session(), List.of(each.file()));
            tell(each.file());
        }
        if (!over.isEmpty() && !isOver) {
            warn.accept(room.told(over.size()));
        }
        isOver = !over.isEmpty();
    }

    private Set<String> left(Path file) {
        return left.computeIfAbsent(file, any -> ConcurrentHashMap.newKeySet());
    }

    /** Takes a file out of the sessions that it has left. */
    private void takeOut(Path file) {
        List.copyOf(left.getOrDefault(file, Set.of())).forEach(session -> takeOut(session, List.of(file)));
    }

    /** A session that cannot be written is tried again, when something is decided about the file. */
    private void takeOut(String session, List<Path> some) {
        try {
            log.record(session, blobs -> some.stream().map(file -> nothingIn(file).apply(blobs)).toList());
            some.forEach(file -> left.computeIfPresent(file, (any, sessions) -> {
                sessions.remove(session);
                return sessions.isEmpty() ? null : sessions;
            }));
        } catch (LogException unrecorded) {
            some.forEach(file -> left(file).add(session));
            LOG.log(System.Logger.Level.WARNING, some.size() + " files are pending in session " + session
                    + " too until that can be written", unrecorded);
        }
    }

    private void decided(PendingFile pending) {
        if (pending.state().isOver()) {
            files.remove(pending.file(), pending);
        } else {
            files.putIfAbsent(pending.file(), pending);
        }
        takeOut(pending.file());
        tell(pending.file());
    }

    /** Counts hunks as the person's own text. */
    public Decided keep(Selection wanted) throws InterruptedException {
        return decide(wanted, this::keep);
    }

    /** Puts the text before hunks back in their places, beside what the person has typed. */
    public Decided undo(Selection wanted) throws InterruptedException {
        return decide(wanted, this::undo);
    }

    @FunctionalInterface
    private interface Decision {
        Decided about(PendingFile pending, Set<String> hunks) throws InterruptedException;
    }

    private Decided decide(Selection wanted, Decision decision) throws InterruptedException {
        Decided all = Decided.none();
        loading.await();
        for (PendingFile each : chosen(wanted)) {
            all = all.and(locks.alone(each.file(), () -> {
                Set<String> hunks = look(each).hunks(each.file(), wanted).hunks().stream().map(Hunk::hunk)
                        .collect(Collectors.toSet());
                Decided decided = hunks.isEmpty() ? Decided.none() : decision.about(each, hunks);
                decided(each);
                return decided;
            }));
        }
        return wanted instanceof Selection.Hunks some ? all.and(unknown(some.ids(), all)) : all;
    }

    private static Decided unknown(Set<String> ids, Decided found) {
        Set<String> known = new HashSet<>(found.kept());
        known.addAll(found.undone());
        found.conflicts().forEach(conflict -> known.add(conflict.hunk()));
        List<Decided.Conflict> others = ids.stream().filter(id -> !known.contains(id)).sorted()
                .map(id -> new Decided.Conflict(id, "it is not pending: it was kept or undone, is gone from its"
                        + " file, or there was none of this name"))
                .toList();
        return new Decided(List.of(), List.of(), others);
    }

    private Decided keep(PendingFile pending, Set<String> hunks) {
        Predicate<Hunk> chosen = hunk -> hunks.contains(hunk.hunk());
        PendingFile.State old = pending.state();
        PendingFile.State kept = old.with(old.text().kept(chosen));
        log.record(kept.session(), blobs -> List.of(entry(pending.file(), kept, blobs)));
        pending.change(state -> state.with(state.text().kept(chosen)));
        return new Decided(ids(old.text(), chosen), List.of(), List.of());
    }

    private static List<String> ids(PendingText text, Predicate<Hunk> chosen) {
        return text.hunks().stream().filter(chosen).map(Hunk::hunk).toList();
    }

    private Decided undo(PendingFile pending, Set<String> hunks) throws InterruptedException {
        Workspace workspace = workspaces.apply(pending.file());
        for (int i = 0; i < LOOKS; i++) {
            Undoing undoing = Undoing.of(look(pending), hunk -> hunks.contains(hunk.hunk()));
            if (undoing.isNothing()) {
                return undoing.decided();
            }
            byte[] now = workspace.readIfExists(pending.file());
            if (now != null && undoing.isOf(now)) {
                return undo(pending, undoing, workspace, now);
            }
        }
        return Undoing.of(pending.state(), hunk -> hunks.contains(hunk.hunk()))
                .refused("the file changes all the time: try again");
    }

    private Decided undo(PendingFile pending, Undoing undoing, Workspace workspace, byte[] now)
            throws InterruptedException {
        Path file = pending.file();
        byte[] after = undoing.after(now, workspace.isOpen(file));
        PendingFile.State old = pending.state();
        PendingFile.State undone = pending.begin(state -> undoing.state());
        try {
            log.record(undone.session(), blobs -> List.of(
                    new Entry.FileChange(Entry.FileChange.UNDO, file.toString(), blobs.putBlob(now),
                            after == null ? null : blobs.putBlob(after)),
                    entry(file, undone, blobs)));
        } catch (RuntimeException | Error unrecorded) {
            pending.failed();
            throw unrecorded;
        }
        try {
            if (after == null) {
                workspace.delete(file, now);
            } else {
                workspace.change(file, now, after);
            }
            pending.made();
            return undoing.decided();
        } catch (WorkspaceException refused) {
            revoke(pending, old);
            return undoing.refused(String.valueOf(refused.getMessage()));
        } catch (RuntimeException | Error | InterruptedException failed) {
            revoke(pending, old, failed);
            throw failed;
        }
    }

    /** Records that an undo was not made; an editor that makes it after all is seen at the next look. */
    private void revoke(PendingFile pending, PendingFile.State old) {
        PendingFile.State again = pending.failed();
        log.record(old.session(), blobs -> List.of(entry(pending.file(), again, blobs)));
    }

    private void revoke(PendingFile pending, PendingFile.State old, Throwable why) {
        try {
            revoke(pending, old);
        } catch (LogException unrecorded) {
            why.addSuppressed(unrecorded);
        }
    }

    /** As it stands in a log. */
    static Entry.PendingChanges entry(Path file, PendingFile.State state, Blobs blobs) {
        return new Entry.PendingChanges(file.toString(), state.isNew(), blob(state.text().baseText(), blobs),
                blob(state.text().text(), blobs), state.text().hunks(), state.news());
    }

    /** What says in a log that nothing is pending in a file any more. */
    static Function<Blobs, Entry> nothingIn(Path file) {
        return blobs -> entry(file, nothing(""), blobs);
    }

    private static PendingFile.State nothing(String session) {
        return new PendingFile.State(session, false, PendingText.of(""), List.of());
    }

    private static String blob(String text, Blobs blobs) {
        return blobs.putBlob(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<Told> news(String session, Function<Path, String> name) throws InterruptedException {
        try {
            loading.await();
        } catch (LogException unreadable) {
            LOG.log(System.Logger.Level.DEBUG, "news of changes of files have to wait", unreadable);
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>();
        List<News> told = new ArrayList<>();
        for (PendingFile each : files.values().stream().filter(file -> concerns(file.state(), session)).toList()) {
            PendingFile.State state = look(each);
            HeardNews news = HeardNews.of(state, session);
            if (!news.isNone()) {
                news.lines(state).forEach(line -> lines.add(name.apply(each.file()) + ": " + line));
                told.add(new News(each, news));
            }
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(new Told(lines,
                told.stream().filter(each -> each.file.state().session().equals(session))
                        .<Function<Blobs, Entry>>map(each -> each::entry).toList(),
                () -> told.forEach(each -> heard(each, session))));
    }

    /** News of one file. */
    private record News(PendingFile file, HeardNews news) {
        private Entry entry(Blobs blobs) {
            return Changes.entry(file.file(), news.heardIn(file.state()), blobs);
        }
    }

    /** The session that holds a file may not take the record; then its own model has heard the news all the same. */
    private void heard(News told, String session) {
        PendingFile.State heard = told.file.change(told.news::heardIn);
        if (!heard.session().equals(session)) {
            try {
                log.record(heard.session(), blobs -> List.of(entry(told.file.file(), heard, blobs)));
            } catch (LogException unrecorded) {
                LOG.log(System.Logger.Level.WARNING, "news of " + told.file.file() + " will be told again after a"
                        + " restart", unrecorded);
            }
        }
        decided(told.file);
    }

    private static boolean concerns(PendingFile.State state, String session) {
        return state.news().stream().anyMatch(news -> news.session().equals(session))
                || state.text().hunks().stream().anyMatch(hunk -> hunk.session().equals(session));
    }
}
