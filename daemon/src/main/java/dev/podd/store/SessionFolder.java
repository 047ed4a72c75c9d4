package dev.podd.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of one session: {@code log/} is the Xodus environment, {@code heads} the heads kept apart, {@code summary}
 * what a list shows, {@code archived} a mark, {@code outputs/} what tools printed. A log that was written anew without its
 * checkpoints is {@code log.1/}, {@code log.2/} and so on; the highest number counts.
 */
record SessionFolder(Path path) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    private static final String LOG = "log";
    private static final Pattern LOGS = Pattern.compile("log(\\.[1-9][0-9]{0,8})?");

    /** In bytes: an environment without entries is smaller, one with a single entry and no head kept apart hardly. */
    private static final long HALF_MADE = 1024;

    /** Whether a session may be called so; anything else could name a path elsewhere. */
    static boolean isName(String session) {
        return NAME.matcher(session).matches();
    }

    Path log() {
        List<Path> logs = logs();
        return logs.isEmpty() ? path.resolve(LOG) : logs.getLast();
    }

    /** Where a log goes that takes the place of the one that counts, as soon as it stands there. */
    Path nextLog() {
        return path.resolve(LOG + "." + (number(log()) + 1));
    }

    /** Takes away what is left of logs that others took the place of. */
    void deleteOldLogs() throws IOException {
        List<Path> logs = logs();
        for (Path old : logs.subList(0, Math.max(0, logs.size() - 1))) {
            delete(old);
        }
    }

    /** The last one counts. */
    private List<Path> logs() {
        if (!exists()) { // asked first: to list a pipe waits for its writer
            return List.of();
        }
        try (Stream<Path> all = Files.list(path)) {
            return all.filter(each -> LOGS.matcher(String.valueOf(each.getFileName())).matches())
                    .sorted(Comparator.comparingInt(SessionFolder::number)).toList();
        } catch (NoSuchFileException gone) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int number(Path log) {
        String name = String.valueOf(log.getFileName());
        return name.equals(LOG) ? 0 : Integer.parseInt(name, LOG.length() + 1, name.length(), 10);
    }

    HeadsFile heads() {
        return new HeadsFile(path.resolve("heads"));
    }

    SummaryFile summary() {
        return new SummaryFile(path.resolve("summary"));
    }

    /** The whole of tool outputs of which the log holds a part. */
    Path outputs() {
        return path.resolve("outputs");
    }

    /** A file that is there when the session is archived. */
    Path archived() {
        return path.resolve("archived");
    }

    boolean exists() {
        return Files.isDirectory(path);
    }

    /** Whether its process ended while it made the environment: nothing was recorded, and Xodus cannot open it. */
    boolean isHalfMade() throws IOException {
        if (Files.exists(heads().path()) || Files.exists(summary().path())) {
            return false;
        }
        long bytes = 0;
        for (Path each : all(log())) {
            bytes += Files.isRegularFile(each) ? Files.size(each) : 0;
        }
        return bytes < HALF_MADE;
    }

    void delete() throws IOException {
        delete(path);
    }

    /** A folder and all that is in it; nothing when there is none. */
    static void delete(Path tree) throws IOException {
        for (Path each : all(tree)) {
            Files.delete(each);
        }
    }

    /** What is in a folder, then the folder; nothing when there is none. */
    private static List<Path> all(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(tree)) {
            return walk.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
