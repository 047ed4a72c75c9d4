package dev.podd.workspace;

import dev.podd.scope.ExecutionRisk;
import dev.podd.scope.GitCore;
import dev.podd.scope.HooksPath;
import dev.podd.scope.Permission;
import dev.podd.scope.RealPath;
import dev.podd.scope.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What below the places of a scope may not be read or not be written, though the place itself may: files and folders that
 * a rule denies, and those from which programs run commands ({@link ExecutionRisk}). Also what git ignores is looked
 * through. Folders are remembered and read again only when they have changed. Safe on every thread, one look at a time.
 */
public final class GuardedPaths {
    private static final String GIT = ".git";
    private static final String PODD = ".podd";
    /** A folder of any name that has these is a repository to git. */
    private static final Set<String> REPOSITORY = Set.of("HEAD", "objects", "refs");
    /** Of {@code commondir}: a repository's settings and hooks lie where it lies itself, as without that file. */
    private static final String ITSELF = ".\n";
    /** Of {@code config.worktree}. */
    private static final String NO_SETTINGS = "# There is none; Podd removes this file when its command has ended.\n";
    /** Memory, and the time of one look, are bounded. */
    private static final int MAX_ENTRIES = 400_000;
    private static final int MAX_FOUND = 2_000;
    /** A folder that was changed so lately may change again without a sign of it. */
    private static final Duration TICK = Duration.ofMillis(50);

    private final Map<Path, Listing> listed = new HashMap<>(); // guarded by this, as is all below
    private @Nullable Scope scope;
    private int entries;

    /** How a path differs from the place that it lies below. */
    public sealed interface Guarded {
        Path path();

        /** It may not be read; of a folder, nothing below it. */
        record Hidden(Path path, boolean isFolder) implements Guarded {}

        /** It may be read, as may all below it, and not written. */
        record ReadOnly(Path path) implements Guarded {}

        /** It may be written and not be renamed: another would take its place. */
        record Pinned(Path path) implements Guarded {}

        /** The settings of a git repository, which may hold keys and without which git does not work. */
        record GitSettings(Path path) implements Guarded {}

        /** A folder that is not there, or empty, and must not be made: a program would run what lies in it. */
        record Absent(Path path) implements Guarded {}

        /**
         * A file that is not there and must not be made.
         *
         * @param text what may be found in its place: it means as much as no file
         */
        record AbsentFile(Path path, String text) implements Guarded {}
    }

    /**
     * A file from which a program runs commands, or a repository of git, by its folder, bare ones too.
     *
     * @param key tells it from another file in its place
     */
    public record Risky(Path path, @Nullable Object key) {}

    /**
     * What was found.
     *
     * @param guarded a folder before what lies in it
     * @param risky   by their folders, where something may be written, though it may be guarded
     * @param gap     why something may be missing; null when nothing is
     */
    public record Found(List<Guarded> guarded, Map<Path, List<Risky>> risky, @Nullable String gap) {
        /** Nothing. */
        public static final Found NOTHING = new Found(List.of(), Map.of(), null);

        public Found {
            guarded = List.copyOf(guarded);
            risky = Map.copyOf(risky);
        }

        /** Files from which programs run commands that were not there earlier, sorted; nothing in a repository that is new. */
        public SequencedSet<Path> madeSince(Found earlier) {
            SequencedSet<Path> made = new TreeSet<>();
            risky.forEach((folder, now) -> {
                List<Risky> then = earlier.risky.getOrDefault(folder, List.of());
                if (now != then) {
                    Set<Risky> known = new HashSet<>(then);
                    now.stream().filter(each -> !known.contains(each)).map(Risky::path).forEach(made::add);
                }
            });
            made.removeIf(each -> ancestors(each).anyMatch(made::contains));
            return made;
        }

        /** Whether what is there now was there earlier too, under whatever name. */
        public boolean wasIn(Found earlier, Path path) {
            Set<Object> keys = earlier.keys(each -> true);
            return keys(each -> each.path().equals(path)).stream().anyMatch(keys::contains);
        }

        private Set<Object> keys(Predicate<Risky> wanted) {
            return risky.values().stream().flatMap(List::stream).filter(wanted).map(Risky::key)
                    .filter(Objects::nonNull).collect(Collectors.toSet());
        }

        private static Stream<Path> ancestors(Path path) {
            return Stream.iterate(path.getParent(), Objects::nonNull, Path::getParent);
        }
    }

    /** A folder as it was read. */
    private record Listing(FileTime changed, boolean isSettled, List<Task> folders, List<Guarded> guarded,
            List<Risky> risky, int entries) {}

    /**
     * A folder that is to be looked at, and what may be done to it.
     *
     * @param isRisky whether programs run commands from all that lies in it, and only therefore it is not written
     */
    private record Task(Path folder, Permission permission, boolean isRepository, boolean isRisky) {}

    /**
     * Looks at what is there now.
     *
     * @param places  of the scope, by their real paths
     * @param trusted folders, by their real paths, in which Podd runs what lies in {@code .podd}
     */
    public synchronized Found below(List<Scope.Reach> places, Scope now, List<Path> trusted) {
        if (!now.equals(scope)) {
            listed.clear();
            entries = 0;
            scope = now;
        }
        Look look = new Look(now);
        places.forEach(place -> look.at(place, trusted));
        look.guarded.sort(Comparator.comparingInt(each -> each.path().getNameCount()));
        return new Found(look.guarded, look.risky, look.gap);
    }

    /** One look. */
    private final class Look {
        private final Scope now;
        private final List<Guarded> guarded = new ArrayList<>();
        private final Map<Path, List<Risky>> risky = new HashMap<>();
        private final Deque<Task> waiting = new ArrayDeque<>();
        /** Folders that settings name for git's hooks. */
        private final Set<Path> hooks = new LinkedHashSet<>();
        private @Nullable String gap;

        Look(Scope now) {
            this.now = now;
        }

        void at(Scope.Reach place, List<Path> trusted) {
            if (!Files.isDirectory(place.target(), LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            if (place.permission() == Permission.WRITE) {
                keepAbsent(place.target().resolve(PODD), guarded);
                trusted.stream().filter(folder -> place.isRecursive() && folder.startsWith(place.target())
                        && !folder.equals(place.target()) && isWritableFolder(folder))
                        .forEach(folder -> keepAbsent(folder.resolve(PODD), guarded));
                HooksPath.of(place.target()).ifPresent(hooks::add);
            }
            boolean isRisky = place.permission() == Permission.WRITE
                    && ExecutionRisk.byName(place.target().resolve("any")).isPresent();
            if (isRisky) {
                guarded.add(new Guarded.ReadOnly(place.target()));
            }
            waiting.add(new Task(place.target(), isRisky ? Permission.READ : place.permission(), false,
                    false));
            while (!waiting.isEmpty() && gap == null) {
                visit(waiting.poll());
            }
            waiting.clear();
            hooks.stream().filter(folder -> folder.startsWith(place.target())).forEach(this::lookAtHooks);
            hooks.clear();
        }

        /** Whether no link leads to it. */
        private boolean isWritableFolder(Path folder) {
            return Files.isDirectory(folder) && RealPath.of(folder).filter(folder::equals).isPresent()
                    && now.permissionOfReal(folder).orElse(null) == Permission.WRITE;
        }

        /** A folder that is not there, or empty; false for any other. */
        private boolean keepAbsent(Path folder, List<Guarded> found) {
            boolean isAbsent = Files.notExists(folder, LinkOption.NOFOLLOW_LINKS);
            if (!isAbsent && !isEmptyFolder(folder)) {
                return false;
            }
            if (Files.isWritable(Objects.requireNonNull(folder.getParent()))) {
                found.add(new Guarded.Absent(folder));
            }
            return true;
        }

        private void visit(Task task) {
            Listing listing;
            try {
                listing = listing(task);
            } catch (IOException | DirectoryIteratorException unreadable) {
                return; // gone by now, or a command cannot look into it either
            }
            guarded.addAll(listing.guarded);
            if (!listing.risky.isEmpty()) {
                risky.put(task.folder, listing.risky);
            }
            waiting.addAll(listing.folders);
            if (entries > MAX_ENTRIES) {
                gap = "there are more than " + MAX_ENTRIES + " files to look through";
            } else if (guarded.size() > MAX_FOUND) {
                gap = "more than " + MAX_FOUND + " files may not be read or written";
            }
        }

        private Listing listing(Task task) throws IOException {
            FileTime changed = Files.getLastModifiedTime(task.folder, LinkOption.NOFOLLOW_LINKS);
            Listing known = listed.get(task.folder);
            if (known != null && known.isSettled && known.changed.equals(changed)) {
                return known;
            }
            boolean isSettled = changed.toInstant().isBefore(Instant.now().minus(TICK));
            Listing fresh = read(task, changed, isSettled);
            listed.put(task.folder, fresh);
            entries += fresh.entries - (known == null ? 0 : known.entries);
            return fresh;
        }

        private Listing read(Task task, FileTime changed, boolean isSettled) throws IOException {
            List<Task> folders = new ArrayList<>();
            List<Guarded> found = new ArrayList<>();
            List<Risky> ran = new ArrayList<>();
            if (task.isRepository) {
                lookAtRepository(task.folder, task.permission == Permission.WRITE, found, ran);
                return new Listing(changed, false, List.of(), List.copyOf(found), List.copyOf(ran), 1);
            }
            int count = 0;
            Set<String> ofRepository = new HashSet<>(REPOSITORY);
            try (DirectoryStream<Path> all = Files.newDirectoryStream(task.folder)) {
                for (Path each : all) {
                    count++;
                    ofRepository.remove(each.getFileName().toString());
                    look(each, task, folders, found, ran);
                }
            }
            if (ofRepository.isEmpty() && task.permission == Permission.WRITE) {
                ran.add(new Risky(task.folder, Files.readAttributes(task.folder, BasicFileAttributes.class,
                        LinkOption.NOFOLLOW_LINKS).fileKey()));
            }
            return new Listing(changed, isSettled, List.copyOf(folders), List.copyOf(found), List.copyOf(ran), count);
        }

        private void look(Path path, Task task, List<Task> folders, List<Guarded> found, List<Risky> ran)
                throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class,
                    LinkOption.NOFOLLOW_LINKS);
            Permission above = task.permission;
            String name = path.getFileName().toString();
            boolean isFolder = attributes.isDirectory();
            boolean isLink = attributes.isSymbolicLink();
            boolean isRepository = isFolder && name.equals(GIT);
            boolean isRun = task.isRisky
                    || (above == Permission.WRITE && ExecutionRisk.mayConcern(name)
                            && ExecutionRisk.byName(path).isPresent());
            if (isRun && (!isFolder || isRepository)) {
                ran.add(new Risky(path, attributes.fileKey()));
            }
            Optional<Permission> held = isLink ? Optional.of(above) : now.permissionOfReal(path);
            if (held.isEmpty()) {
                found.add(new Guarded.Hidden(path, isFolder));
                return;
            }
            boolean isWritable = held.get() == Permission.WRITE && above == Permission.WRITE;
            boolean isRisky = isWritable && !isRepository && isRun;
            if (above == Permission.WRITE && (!isWritable || isRisky) && !isLink) {
                found.add(new Guarded.ReadOnly(path));
            }
            if (isFolder) {
                folders.add(new Task(path, isWritable && !isRisky ? Permission.WRITE : Permission.READ,
                        isRepository, isRisky || (task.isRisky && held.get() == Permission.WRITE)));
            }
        }

        /**
         * Its objects are not looked through. Commits work; what makes git run a program stays as it is. Where that is a link, or
         * is not there, nothing can be put in its place, and nothing of the repository is written. Nor where its settings say
         * where the work tree is: beside a {@code commondir}, git does not look at that.
         */
        private void lookAtRepository(Path git, boolean isWritable, List<Guarded> found, List<Risky> ran) {
            Path settings = git.resolve("config");
            Path worktrees = git.resolve("worktrees");
            List<Path> runFrom = Stream.of("hooks", "modules").map(git::resolve).toList();
            List<Guarded.AbsentFile> files = List.of(new Guarded.AbsentFile(git.resolve("commondir"), ITSELF),
                    new Guarded.AbsentFile(git.resolve("config.worktree"), NO_SETTINGS));
            boolean areSettled = isFile(settings) && !placesWorkTree(settings) && !Files.isSymbolicLink(worktrees)
                    && runFrom.stream().noneMatch(Files::isSymbolicLink)
                    && files.stream().map(Guarded::path).allMatch(file -> !isThere(file) || isFile(file));
            if (isWritable && areSettled) {
                found.add(new Guarded.Pinned(git));
                runFrom.stream().filter(folder -> !keepAbsent(folder, found)).forEach(folder -> {
                    found.add(new Guarded.ReadOnly(folder));
                    ran.add(new Risky(folder, null));
                });
                if (isThere(worktrees)) { // git makes it for a work tree of its own
                    found.add(new Guarded.ReadOnly(worktrees));
                }
                files.forEach(file -> look(file, found, ran));
            } else if (isWritable) {
                found.add(new Guarded.ReadOnly(git));
            }
            boolean isHidden = now.permissionOfReal(settings).isEmpty();
            if (isHidden && isFile(settings)) {
                found.add(new Guarded.GitSettings(settings));
            } else if (isHidden && Files.isDirectory(settings, LinkOption.NOFOLLOW_LINKS)) {
                found.add(new Guarded.Hidden(settings, true));
            } else if (isWritable && areSettled) {
                found.add(new Guarded.ReadOnly(settings));
            }
            if (isWritable) {
                HooksPath.of(Objects.requireNonNull(git.getParent())).ifPresent(hooks::add);
            }
        }

        private static boolean placesWorkTree(Path settings) {
            try {
                return GitCore.of(settings).placeWorkTree();
            } catch (IOException unreadable) {
                return true; // for git too
            }
        }

        /** One that was made for another command is not there. */
        private static void look(Guarded.AbsentFile file, List<Guarded> found, List<Risky> ran) {
            if (isThere(file.path()) && !holds(file.path(), file.text())) {
                found.add(new Guarded.ReadOnly(file.path()));
                ran.add(new Risky(file.path(), null));
            } else if (Files.isWritable(Objects.requireNonNull(file.path().getParent()))) {
                found.add(file);
            }
        }

        private void lookAtHooks(Path folder) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    || now.permissionOfReal(folder).orElse(null) != Permission.WRITE) {
                return;
            }
            guarded.add(new Guarded.ReadOnly(folder));
            try (Stream<Path> all = Files.walk(folder)) {
                risky.put(folder, all.limit(MAX_FOUND)
                        .filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                        .map(file -> new Risky(file, null)).toList());
            } catch (IOException | UncheckedIOException unreadable) {
                // it is guarded all the same
            }
        }
    }

    private static boolean isEmptyFolder(Path path) {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(path)) {
            return !all.iterator().hasNext();
        } catch (IOException | DirectoryIteratorException unreadable) {
            return false;
        }
    }

    private static boolean holds(Path file, String text) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) == text.length()
                    && Files.readString(file).equals(text);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static boolean isThere(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether there is something that is neither a folder nor a link. */
    private static boolean isFile(Path path) {
        return isThere(path) && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(path);
    }
}
