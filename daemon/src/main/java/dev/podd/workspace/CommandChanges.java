package dev.podd.workspace;

import dev.podd.scope.Permission;
import dev.podd.scope.Scope;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What commands change in the files that may be written and that git does not ignore: before a command the content of all
 * of them is kept, as far as it is not kept already; afterwards, and as often as somebody asks in between, they are
 * compared. What Podd itself writes meanwhile, or the person saves in an editor, is left out; what another program writes
 * counts as done by a command. Safe on every thread.
 */
public final class CommandChanges {
    /** In a larger tree a look takes too long, and changes of commands are not found. */
    private static final int MAX_FILES = 20_000;
    /** Bytes of one file, and of all that are kept, on the disk. */
    private static final int MAX_FILE = 1 << 20;
    private static final long MAX_KEPT = 128L << 20;
    /** Changes of one command that are told with their contents, which are in memory then. */
    private static final int MAX_CHANGES = 100;
    private static final long MAX_CHANGED = 16L << 20;
    /** Milliseconds: a file that was changed so lately may change again without a sign of it. */
    private static final long TICK = 20;

    private final Supplier<Scope> scope;
    private final Supplier<RandomAccessFile> file;
    private Look known = Look.NONE; // guarded by this
    /** Calls whose commands run, in the order of their start. */
    private final SequencedSet<String> running = new LinkedHashSet<>(); // guarded by this
    /** What others than commands made of files since the last look; empty for a file that is gone. */
    private final Map<Path, Optional<State>> elsewhere = new HashMap<>(); // guarded by this
    private final Object keeping = new Object();
    private @Nullable RandomAccessFile kept; // guarded by keeping
    private long end; // guarded by keeping

    /** @param file opened when it is first needed, for the contents that are kept */
    public CommandChanges(Supplier<Scope> scope, Supplier<RandomAccessFile> file) {
        this.scope = scope;
        this.file = file;
    }

    /** A file as it was seen; {@code offset} is negative where its content is not kept. */
    private record State(FileStamp stamp, boolean isSettled, long offset) {}

    private static final State UNREADABLE = new State(FileStamp.NONE, false, -1);

    /** A folder as it was seen: as long as it was not changed, it holds the same names, of which {@code names} is a sum. */
    private record Entered(FileTime changed, boolean isSettled, long names) {}

    /**
     * All that was seen at one time, in this scope.
     *
     * @param begun when, by the clock that files are stamped with
     */
    private record Look(@Nullable Scope scope, FileTime begun, Map<Path, State> files, Map<Path, Entered> folders) {
        static final Look NONE = new Look(null, FileTime.fromMillis(0), Map.of(), Map.of());

        boolean isTooLarge() {
            return files.size() > MAX_FILES;
        }
    }

    /**
     * A file that was changed.
     *
     * @param before its content, null when it is new
     * @param after  its content, null when it is gone
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    public record Change(Path file, byte @Nullable [] before, byte @Nullable [] after) {}

    /**
     * What commands changed.
     *
     * @param changes   those whose contents are known, by path
     * @param others    files that were changed too: too large, or too many, or not kept before
     * @param isUnknown whether there are too many files to look at
     */
    public record Found(List<Change> changes, List<Path> others, boolean isUnknown) {
        private static final Found NOTHING = new Found(List.of(), List.of(), false);
        private static final Found UNKNOWN = new Found(List.of(), List.of(), true);

        public Found {
            changes = List.copyOf(changes);
            others = List.copyOf(others);
        }
    }

    /**
     * A command is about to start; {@link #ended} follows.
     *
     * @return what those that run on have changed so far
     */
    public synchronized Found starting(String call) throws InterruptedException {
        Found soFar = soFar();
        if (running.isEmpty()) {
            forget();
            known = look();
            elsewhere.clear();
        }
        running.add(call);
        return soFar;
    }

    /**
     * The command has ended, or did not start.
     *
     * @return what was changed since the last look; nothing where it did not run
     */
    public synchronized Found ended(String call) throws InterruptedException {
        return running.remove(call) ? changed() : Found.NOTHING;
    }

    /** What was changed since the last look, as long as a command runs. */
    public synchronized Found soFar() throws InterruptedException {
        return running.isEmpty() ? Found.NOTHING : changed();
    }

    /** The call of the command that was started last of those that run; null when none does. */
    public synchronized @Nullable String latest() {
        return running.isEmpty() ? null : running.getLast();
    }

    /** Somebody else has given a file its content. Looks at it, if a command runs. */
    public synchronized void changedElsewhere(Path real) {
        Scope now = known.scope;
        if (running.isEmpty() || now == null || now.permissionOfReal(real).orElse(null) != Permission.WRITE) {
            return;
        }
        try {
            BasicFileAttributes found = Files.readAttributes(real, BasicFileAttributes.class,
                    LinkOption.NOFOLLOW_LINKS);
            elsewhere.put(real, Optional.of(state(FileStamp.of(found), null, content -> read(real, content))));
        } catch (NoSuchFileException gone) {
            elsewhere.put(real, Optional.empty());
        } catch (IOException unreadable) {
            // then it counts as changed by a command
        }
    }

    private Found changed() throws InterruptedException {
        Look before = known;
        if (before.isTooLarge()) {
            return Found.UNKNOWN;
        }
        known = look();
        Map<Path, State> was = new HashMap<>(before.files);
        elsewhere.forEach((file, state) -> {
            boolean isLookedAt = was.containsKey(file) || known.files.containsKey(file); // git may ignore it
            state.filter(_ -> isLookedAt).ifPresentOrElse(is -> was.put(file, is), () -> was.remove(file));
        });
        elsewhere.clear();
        return known.isTooLarge() ? Found.UNKNOWN : found(was, known.files, wereIgnored(before, known));
    }

    /** Files that were there before, which git ignored then. */
    private static Set<Path> wereIgnored(Look before, Look after) {
        boolean isSame = Stream.concat(before.files.keySet().stream(), after.files.keySet().stream())
                .filter(CommandChanges::isRules)
                .allMatch(rules -> isAsBefore(before.files.get(rules), after.files.get(rules)));
        if (isSame) {
            return Set.of();
        }
        Set<Object> seen = before.files.values().stream().map(state -> state.stamp.key()).filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return after.files.entrySet().stream()
                .filter(file -> !before.files.containsKey(file.getKey())
                        && !seen.contains(file.getValue().stamp.key()) // then it was moved
                        && isOlder(file.getKey(), before.begun))
                .map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /** Whether nothing of a file was changed since; its time of writing may be that of a file that was copied or unpacked. */
    private static boolean isOlder(Path file, FileTime time) {
        try {
            return ((FileTime) Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS)).compareTo(time) < 0;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException untold) {
            return false;
        }
    }

    private Found found(Map<Path, State> before, Map<Path, State> after, Set<Path> wereIgnored) {
        List<Change> changes = new ArrayList<>();
        List<Path> others = new ArrayList<>();
        long bytes = 0;
        TreeSet<Path> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        all.removeAll(wereIgnored);
        for (Path each : all) {
            State was = before.get(each);
            State is = after.containsKey(each) ? after.get(each) : unseen(each, was);
            if (isAsBefore(was, is)) {
                continue;
            }
            byte[] old = content(was);
            byte[] now = content(is);
            bytes += (old == null ? 0 : old.length) + (now == null ? 0 : now.length);
            boolean isKnown = (was == null || old != null) && (is == null || now != null);
            if (!isKnown || changes.size() >= MAX_CHANGES || bytes > MAX_CHANGED) {
                others.add(each);
            } else if (!Arrays.equals(old, now)) {
                changes.add(new Change(each, old, now));
            }
        }
        return new Found(changes, others, false);
    }

    /** What is there of a file that a look did not meet: nothing, or what git ignores from now on, or nobody can tell. */
    private @Nullable State unseen(Path file, @Nullable State was) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return now.isRegularFile() ? state(FileStamp.of(now), was, content -> read(file, content)) : null;
        } catch (NoSuchFileException gone) {
            return null;
        } catch (IOException unreadable) {
            return UNREADABLE;
        }
    }

    private static boolean isAsBefore(@Nullable State was, @Nullable State is) {
        return was != null && is != null && was.stamp.equals(is.stamp);
    }

    /** Whether it says what git ignores. */
    private static boolean isRules(Path file) {
        return file.endsWith(".gitignore");
    }

    /** All files as they are now; where there are too many, some more than the limit. */
    private Look look() throws InterruptedException {
        FileTime begun = FileTime.fromMillis(System.currentTimeMillis());
        Look again = again(known, begun);
        if (again != null) {
            return again;
        }
        Map<Path, State> found = new ConcurrentHashMap<>();
        Map<Path, Entered> folders = new ConcurrentHashMap<>();
        Map<Path, State> earlier = known.files;
        AtomicInteger count = new AtomicInteger();
        Scope now = scope.get();
        for (Path place : places(now)) {
            var _ = new Walk(now, new Workspace.Visitor() {
                @Override
                public void enter(Path folder) throws IOException {
                    folders.put(folder, entered(folder));
                }

                @Override
                public void visit(FoundFile visited) throws IOException {
                    if (count.incrementAndGet() <= MAX_FILES + 1) {
                        Path path = place.resolve(visited.path());
                        found.put(path, state(visited.stamp(), earlier.get(path), visited::read));
                    }
                }
            }).run(place, RulesAbove.of(place, now));
        }
        return new Look(now, begun, found, folders);
    }

    private static Entered entered(Path folder) throws IOException {
        FileTime changed = Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS);
        boolean isSettled = isSettled(changed);
        long names = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path each : all) {
                names += each.getFileName().toString().hashCode() * 0x9E37_79B9_7F4A_7C15L;
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return new Entered(changed, isSettled, names);
    }

    private static boolean isSettled(FileTime changed) {
        return changed.toMillis() < System.currentTimeMillis() - TICK;
    }

    /**
     * A look at the same files, without a walk; null where there may be others: folders were changed, or what git ignores.
     */
    private @Nullable Look again(Look before, FileTime begun) {
        if (before.scope == null || before.scope != scope.get() || before.isTooLarge()) {
            return null;
        }
        try {
            Map<Path, Entered> folders = new HashMap<>(before.folders);
            for (Map.Entry<Path, Entered> folder : before.folders.entrySet()) {
                Entered was = folder.getValue();
                if (!was.isSettled || !was.changed
                        .equals(Files.getLastModifiedTime(folder.getKey(), LinkOption.NOFOLLOW_LINKS))) {
                    Entered is = entered(folder.getKey());
                    if (is.names != was.names) {
                        return null;
                    }
                    folders.put(folder.getKey(), is);
                }
            }
            Map<Path, State> files = HashMap.newHashMap(before.files.size());
            for (Map.Entry<Path, State> file : before.files.entrySet()) {
                BasicFileAttributes now = Files.readAttributes(file.getKey(), BasicFileAttributes.class,
                        LinkOption.NOFOLLOW_LINKS);
                FileStamp stamp = FileStamp.of(now);
                boolean areRulesOthers = isRules(file.getKey()) && !stamp.equals(file.getValue().stamp);
                if (!now.isRegularFile() || areRulesOthers) {
                    return null;
                }
                files.put(file.getKey(), state(stamp, file.getValue(), content -> read(file.getKey(), content)));
            }
            return new Look(before.scope, begun, files, folders);
        } catch (IOException gone) {
            return null;
        }
    }

    /** Reads the first bytes of a file, through no link. */
    private static int read(Path path, byte[] into) throws IOException {
        try (Folder folder = Folder.open(Objects.requireNonNull(path.getParent()));
                FileChannel channel = folder.open(Objects.requireNonNull(path.getFileName()),
                        StandardOpenOption.READ)) {
            ByteBuffer rest = ByteBuffer.wrap(into);
            while (rest.hasRemaining() && channel.read(rest) >= 0) {
                // until it is full or the file ends
            }
            return rest.position();
        }
    }

    /** Folders that may be written and lie in no other. */
    private static List<Path> places(Scope scope) {
        List<Path> all = scope.reaches().stream().filter(place -> place.permission() == Permission.WRITE)
                .map(Scope.Reach::target).filter(Files::isDirectory).distinct().toList();
        return all.stream().filter(each -> all.stream()
                .noneMatch(other -> !other.equals(each) && each.startsWith(other))).toList();
    }

    /** Reads the first bytes of a file, and tells how many. */
    @FunctionalInterface
    private interface Content {
        int read(byte[] into) throws IOException;
    }

    private State state(FileStamp stamp, @Nullable State earlier, Content content) throws IOException {
        if (earlier != null && earlier.isSettled && earlier.stamp.equals(stamp)) {
            return earlier;
        }
        boolean isSettled = isSettled(stamp.changed());
        if (stamp.size() > MAX_FILE) {
            return new State(stamp, isSettled, -1);
        }
        byte[] bytes = new byte[(int) stamp.size()];
        return new State(stamp, isSettled, isRead(content, bytes) ? keep(bytes) : -1);
    }

    /** Whether it was read to the end; one that may not be read is still there. */
    private static boolean isRead(Content content, byte[] into) throws IOException {
        try {
            return content.read(into) == into.length;
        } catch (AccessDeniedException denied) {
            return false;
        }
    }

    /** Where it is kept from now on; negative where there is no room. */
    private long keep(byte[] content) {
        synchronized (keeping) {
            if (end + content.length > MAX_KEPT) {
                return -1;
            }
            try {
                RandomAccessFile open = kept();
                open.seek(end);
                open.write(content);
            } catch (IOException noRoom) {
                return -1;
            }
            end += content.length;
            return end - content.length;
        }
    }

    private byte @Nullable [] content(@Nullable State state) {
        if (state == null || state.offset < 0) {
            return null;
        }
        byte[] content = new byte[(int) state.stamp.size()];
        synchronized (keeping) {
            try {
                RandomAccessFile open = kept();
                open.seek(state.offset);
                open.readFully(content);
                return content;
            } catch (IOException lost) {
                return null;
            }
        }
    }

    /** To be called with {@link #keeping} held. */
    private RandomAccessFile kept() {
        RandomAccessFile open = kept == null ? file.get() : kept;
        kept = open;
        return open;
    }

    /** Begins to keep contents anew when most of the room is taken by old ones. */
    private synchronized void forget() {
        long live = known.files.values().stream().filter(state -> state.offset >= 0)
                .mapToLong(state -> state.stamp.size())
                .sum();
        synchronized (keeping) {
            if (end > MAX_KEPT / 2 && live < end / 2) {
                known = Look.NONE;
                end = 0;
            }
        }
    }
}
