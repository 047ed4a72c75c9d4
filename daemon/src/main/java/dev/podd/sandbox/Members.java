package dev.podd.sandbox;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The processes that a command has started, apart from its leader; looked up in {@code /proc}, none where there is no
 * such thing.
 *
 * @param leader process id of the leader, which is the id of its session too
 * @param mark   as {@link ProcessMarks} gave it; 0 for none
 */
record Members(long leader, long mark) {
    private static final Path PROC = Path.of("/proc");
    /** Fields of {@code stat} after the name: state, parent, group, session. */
    private static final int STATE = 0;
    private static final int SESSION = 3;
    private static final Pattern LIMITS = Pattern.compile("Max realtime timeout +(\\S+) +(\\S+)");
    private static final int MOST_BYTES = 4096;

    /**
     * Those that run.
     *
     * @param inSession that a shell would call its own
     * @param detached  that are in a session of their own
     */
    record Found(List<Long> inSession, List<Long> detached) {
        boolean isEmpty() {
            return inSession.isEmpty() && detached.isEmpty();
        }

        private Stream<Long> all() {
            return Stream.concat(inSession.stream(), detached.stream());
        }
    }

    /** Members are younger than their leader: their ids are greater until the system has used up all numbers. */
    Found find() {
        Found found = new Found(new ArrayList<>(), new ArrayList<>());
        long oldest = lastStarted() < leader ? 0 : leader;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC)) {
            for (Path each : all) {
                long pid = pid(each);
                if (pid > oldest && pid != leader) {
                    add(pid, each, found);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return found;
        }
        return found;
    }

    /** Kills them, and what they start meanwhile, until none is left or the time is over. Not interruptible. */
    void kill(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        for (Found left = find(); !left.isEmpty() && System.nanoTime() < end; left = find()) {
            left.all().forEach(Members::kill);
            LockSupport.parkNanos(100_000);
        }
    }

    static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    private void add(long pid, Path process, Found found) {
        try {
            String stat = read(process.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", SESSION + 2);
            if (fields[STATE].equals("Z") || fields[STATE].equals("X")) {
                return;
            }
            if (fields[SESSION].equals(Long.toString(leader))) {
                found.inSession.add(pid);
            } else if (mark != 0 && isMarked(read(process.resolve("limits")))) {
                found.detached.add(pid);
            }
        } catch (IOException e) {
            // ended meanwhile
        }
    }

    private boolean isMarked(String limits) {
        Matcher matcher = LIMITS.matcher(limits);
        String wanted = Long.toString(mark);
        return matcher.find() && (matcher.group(1).equals(wanted) || matcher.group(2).equals(wanted));
    }

    private static long lastStarted() {
        try {
            String load = read(PROC.resolve("loadavg"));
            return Long.parseLong(load.substring(load.lastIndexOf(' ') + 1).strip());
        } catch (IOException | NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /** By a stream that an interrupt of the thread does not close. */
    private static String read(Path file) throws IOException {
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
        }
    }

    private static long pid(Path folder) {
        String name = folder.getFileName().toString();
        return name.chars().allMatch(c -> c >= '0' && c <= '9') ? Long.parseLong(name) : 0;
    }
}
