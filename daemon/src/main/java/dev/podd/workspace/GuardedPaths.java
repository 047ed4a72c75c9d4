package dev.podd.workspace;

import dev.podd.scope.ExecutionRisk;
import dev.podd.scope.Permission;
import dev.podd.scope.Scope;
import java.io.IOException;
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
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What below the places of a scope may not be read or not be written, though the place itself may: files and folders that
 * a rule denies, and those from which programs run commands ({@link ExecutionRisk}). Also what git ignores is looked
 * through. Folders are remembered and read again only when they have changed. Safe on every thread, one look at a time.
 */
public final class GuardedPaths {
    private static final String GIT = ".git";
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

        /** A folder that is not there and must not be made: a program would run what lies in it. */
        record Absent(Path path) implements Guarded {}
    }

    /**
     * What was found.
     *
     * @param guarded a folder before what lies in it
     * @param gap     why something may be missing; null when nothing is
     */
    public record Found(List<Guarded> guarded, @Nullable String gap) {
        public Found {
            guarded = List.copyOf(guarded);
        }
    }

    /** A folder as it was read. */
    private record Listing(FileTime changed, boolean isSettled, List<Task> folders, List<Guarded> guarded,
            int entries) {}

    /** A folder that is to be looked at, and what may be done to it. */
    private record Task(Path folder, Permission permission, boolean isRepository) {}

    /**
     * Looks at what is there now.
     *
     * @param places of the scope, by their real paths
     */
    public synchronized Found below(List<Scope.Reach> places, Scope now) {
        if (!now.equals(scope)) {
            listed.clear();
            entries = 0;
            scope = now;
        }
        Look look = new Look(now);
        places.forEach(look::at);
        return new Found(look.guarded, look.gap);
    }

    /** One look. */
    private final class Look {
        private final Scope now;
        private final List<Guarded> guarded = new ArrayList<>();
        private final Deque<Task> waiting = new ArrayDeque<>();
        private @Nullable String gap;

        Look(Scope now) {
            this.now = now;
        }

        void at(Scope.Reach place) {
            if (!Files.isDirectory(place.target(), LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            if (place.permission() == Permission.WRITE) {
                Path own = place.target().resolve(".podd");
                if (Files.notExists(own, LinkOption.NOFOLLOW_LINKS)) {
                    guarded.add(new Guarded.Absent(own));
                }
            }
            boolean isRisky = place.permission() == Permission.WRITE
                    && ExecutionRisk.of(place.target().resolve("any")).isPresent();
            if (isRisky) {
                guarded.add(new Guarded.ReadOnly(place.target()));
            }
            waiting.add(new Task(place.target(), isRisky ? Permission.READ : place.permission(), false));
            while (!waiting.isEmpty() && gap == null) {
                visit(waiting.poll());
            }
            waiting.clear();
        }

        private void visit(Task task) {
            Listing listing;
            try {
                listing = listing(task);
            } catch (IOException | DirectoryIteratorException unreadable) {
                return; // gone by now, or a command cannot look into it either
            }
            guarded.addAll(listing.guarded);
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
            if (task.isRepository) {
                lookAtRepository(task.folder, task.permission == Permission.WRITE, found);
                return new Listing(changed, isSettled, List.of(), List.copyOf(found), 1);
            }
            int count = 0;
            try (DirectoryStream<Path> all = Files.newDirectoryStream(task.folder)) {
                for (Path each : all) {
                    count++;
                    look(each, task.permission, folders, found);
                }
            }
            return new Listing(changed, isSettled, List.copyOf(folders), List.copyOf(found), count);
        }

        private void look(Path path, Permission above, List<Task> folders, List<Guarded> found) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class,
                    LinkOption.NOFOLLOW_LINKS);
            String name = path.getFileName().toString();
            boolean isFolder = attributes.isDirectory();
            Optional<Permission> held = attributes.isSymbolicLink() ? Optional.of(above) : now.permissionOfReal(path);
            if (held.isEmpty()) {
                found.add(new Guarded.Hidden(path, isFolder));
                return;
            }
            boolean isWritable = held.get() == Permission.WRITE && above == Permission.WRITE;
            boolean isRepository = isFolder && name.equals(GIT);
            boolean isRisky = isWritable && !isRepository && ExecutionRisk.mayConcern(name)
                    && ExecutionRisk.of(path).isPresent();
            if (above == Permission.WRITE && (!isWritable || isRisky) && !attributes.isSymbolicLink()) {
                found.add(new Guarded.ReadOnly(path));
            }
            if (isFolder) {
                folders.add(new Task(path, isWritable && !isRisky ? Permission.WRITE : Permission.READ,
                        isRepository));
            }
        }

        /**
         * Its objects are not looked through. Commits work; what makes git run a program stays as it is. Where that is a link, or
         * is not there, nothing can be put in its place, and nothing of the repository is written.
         */
        private void lookAtRepository(Path git, boolean isWritable, List<Guarded> found) {
            Path settings = git.resolve("config");
            Path hooks = git.resolve("hooks");
            List<Path> others = Stream.of("config.worktree", "modules", "worktrees").map(git::resolve).toList();
            boolean areSettled = isFile(settings) && !Files.isSymbolicLink(hooks)
                    && others.stream().noneMatch(Files::isSymbolicLink);
            if (isWritable && areSettled) {
                found.add(new Guarded.Pinned(git));
                others.stream().filter(GuardedPaths::isThere).forEach(each -> found.add(new Guarded.ReadOnly(each)));
                found.add(isThere(hooks) ? new Guarded.ReadOnly(hooks) : new Guarded.Absent(hooks));
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
