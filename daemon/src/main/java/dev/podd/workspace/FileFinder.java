package dev.podd.workspace;

import dev.podd.scope.DefaultDenies;
import dev.podd.scope.Permission;
import dev.podd.scope.RealPaths;
import dev.podd.scope.Scope;
import dev.podd.scope.ScopeRule;
import dev.podd.search.FuzzyQuery;
import dev.podd.thread.PlatformWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds files below a folder by what a person remembers of their paths: neither those that git ignores nor those that
 * usually hold keys. Names are listed in the background and kept for a moment, so that each letter of a query does not read
 * the tree again; a tree that takes long is searched as far as it is listed. Safe on every thread.
 */
public final class FileFinder {
    private static final int MAX_FOLDERS = 8;
    /** For one query. */
    private static final Duration QUERY = Duration.ofSeconds(10);
    private static final int QUERIES = 16;
    /** For listing one folder. */
    private static final Duration LISTING = Duration.ofMinutes(2);
    private static final int LISTINGS = 2;
    /** Files touched lately have a better score, the latest by so much. */
    private static final int TOUCHED = 32;

    private final PlatformWork queries = new PlatformWork(QUERY, QUERIES, QUERIES);
    private final PlatformWork listings = new PlatformWork(LISTING, LISTINGS, LISTINGS);
    private final RealPaths realPaths = new RealPaths();
    /** Guarded by itself; the one used last comes last. */
    private final Map<Path, FileNames> listed = new LinkedHashMap<>();

    /**
     * A file that was found.
     *
     * @param path   from the folder, with {@code /} between its parts
     * @param file   where it lies, links resolved
     * @param openAs as the editor that has it open calls it; null for one that is not open
     */
    public record Found(String path, Path file, @Nullable Path openAs) {}

    /** A file that matches, with what decides about its place among the others. */
    private record Ranked(FileNames.Name name, int score, int touched) {
        /** Files touched lately first, the others by how well they match, then the newest, then the shortest path. */
        static final Comparator<Ranked> ORDER = Comparator.<Ranked>comparingInt(each -> -each.score)
                .thenComparingInt(each -> each.touched)
                .thenComparing(each -> each.name.modifiedAt(), Comparator.reverseOrder())
                .thenComparingInt(each -> each.name.path().length()).thenComparing(each -> each.name.path());
    }

    /**
     * The best matches, the best first; without a query those touched last. An interrupt ends the wait for a listing.
     *
     * @param open    files that editors have open, the one changed last first; those that are not on the disk are found too
     * @param touched other files used lately, the latest first
     * @throws WorkspaceException                   there is no such folder
     * @throws dev.podd.thread.WorkStoppedException the file system does not answer
     */
    public List<Found> find(Path folder, String query, int limit, List<Path> open, List<Path> touched)
            throws InterruptedException {
        return queries.call("finding files", folder.toString(), () -> look(folder, query, limit, open, touched));
    }

    private List<Found> look(Path named, String query, int limit, List<Path> open, List<Path> touched)
            throws InterruptedException {
        Path folder = real(named);
        Map<Path, Path> reals = realPaths.of(open);
        Map<Path, Path> opened = new LinkedHashMap<>();
        open.stream().filter(reals::containsKey).forEach(file -> opened.putIfAbsent(reals.get(file), file));
        FuzzyQuery wanted = FuzzyQuery.of(query);
        Set<String> onlyOpen = onlyOpen(folder, opened.keySet());
        List<Path> lately = Stream.concat(opened.keySet().stream(), touched.stream()).toList();
        Map<String, Integer> places = places(folder, lately);
        PriorityQueue<Ranked> best = new PriorityQueue<>(Ranked.ORDER.reversed());
        onlyOpen.forEach(path -> consider(new FileNames.Name(path, Long.MAX_VALUE), wanted, places, best, limit));
        for (FileNames.Name name : names(folder).get()) {
            if (!onlyOpen.contains(name.path())) {
                consider(name, wanted, places, best, limit);
            }
        }
        List<Ranked> found = new ArrayList<>(best);
        found.sort(Ranked.ORDER);
        return found.stream().map(each -> folder.resolve(each.name.path()))
                .map(file -> new Found(path(folder, file), file, opened.get(file))).toList();
    }

    private static Path real(Path folder) {
        try {
            Path real = folder.toRealPath();
            if (Files.isDirectory(real)) {
                return real;
            }
        } catch (IOException e) {
            throw new WorkspaceException("there is no folder " + folder, e);
        }
        throw new WorkspaceException(folder + " is no folder");
    }

    private static void consider(FileNames.Name name, FuzzyQuery query, Map<String, Integer> places,
            PriorityQueue<Ranked> best, int limit) {
        int score = query.score(name.path());
        if (score == FuzzyQuery.NO_MATCH) {
            return;
        }
        int place = places.getOrDefault(name.path(), Integer.MAX_VALUE);
        best.add(new Ranked(name, score + Math.max(0, TOUCHED - place), place));
        if (best.size() > limit) {
            best.remove();
        }
    }

    private FileNames names(Path folder) {
        synchronized (listed) {
            FileNames names = listed.remove(folder);
            FileNames kept = names == null ? new FileNames(folder, scope(folder), listings) : names;
            listed.put(folder, kept);
            if (listed.size() > MAX_FOLDERS) {
                listed.remove(listed.keySet().iterator().next());
            }
            return kept;
        }
    }

    private static Scope scope(Path folder) {
        return Scope.of(List.of(ScopeRule.below(folder.toString(), Permission.READ)), DefaultDenies.rules(), folder);
    }

    /** By path from the folder, how many were touched later. */
    private static Map<String, Integer> places(Path folder, List<Path> touched) {
        Map<String, Integer> places = new LinkedHashMap<>();
        touched.stream().filter(file -> file.startsWith(folder) && !file.equals(folder))
                .forEach(file -> places.putIfAbsent(path(folder, file), places.size()));
        return places;
    }

    /** Documents that are in no file yet, as far as a listing would show them. */
    private static Set<String> onlyOpen(Path folder, Set<Path> open) {
        VisibleFolders visible = new VisibleFolders(folder, scope(folder));
        return open.stream()
                .filter(file -> file.startsWith(folder) && !file.equals(folder)
                        && Files.notExists(file, LinkOption.NOFOLLOW_LINKS) && visible.show(file))
                .map(file -> path(folder, file)).collect(Collectors.toUnmodifiableSet());
    }

    private static String path(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }
}
