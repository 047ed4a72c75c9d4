package dev.podd.store;

import dev.podd.log.Head;
import dev.podd.log.StoreFailedException;
import dev.podd.log.StoreFailedException.Reason;
import dev.podd.state.PrivateFiles;
import dev.podd.store.PrivateThreads.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The log of a closed session, written anew without its checkpoints in a folder beside it. Nobody is kept from opening
 * the session meanwhile; then the new log is not published. Lives on a private thread, and is used once.
 */
final class RewrittenLog {
    /** How many entries or marks go to the disk together, and how many characters of entries. */
    private static final int BATCH = 1000;
    private static final int BATCH_CHARACTERS = 4 << 20;

    private final String session;
    private final SessionFolder folder;
    private final SessionFolder rest;
    private final Disk disk;
    /** What the log was when the reading began: its files and their lengths, none of which ever gets shorter. */
    private final Map<Path, Long> before;
    private Head head = Head.NONE;

    /**
     * @param folder of the session
     * @param rest   where the new log is until it is published; no session, and swept away after a crash
     */
    RewrittenLog(String session, SessionFolder folder, SessionFolder rest, Disk disk) throws IOException {
        this.session = session;
        this.folder = folder;
        this.rest = rest;
        this.disk = disk;
        this.before = files(folder.log());
    }

    /**
     * Writes all but the checkpoints that are there, which it marks as dropped; on the disk when this returns.
     *
     * @throws dev.podd.log.SessionCorruptException the session is damaged, and stays as it is
     */
    void write(long now, Progress progress) throws IOException {
        rest.delete();
        PrivateFiles.createFolders(rest.log());
        try (SessionReader reader = new SessionReader(session, folder, progress);
                Vault fresh = Vault.writable(rest.log(), reader.workspace(), disk)) {
            Checkpoints found = Checkpoints.of(reader);
            mark(found, now, fresh, progress);
            for (String value : found.values()) {
                fresh.commit(List.of(), Map.of(value, NewBlob.ofEntry(reader.blob(value))));
                progress.step();
            }
            copy(reader, fresh);
            if (!fresh.head().equals(reader.head())) {
                throw new StoreFailedException(Reason.OTHER, "session " + session + " was not copied to its end", null);
            }
            head = reader.head();
        }
    }

    private static void mark(Checkpoints found, long now, Vault fresh, Progress progress) {
        Map<String, Long> times = new HashMap<>(found.dropped());
        found.held().keySet().forEach(hash -> times.put(hash, now));
        Map<String, Long> batch = new HashMap<>();
        for (Map.Entry<String, Long> each : times.entrySet()) {
            batch.put(each.getKey(), each.getValue());
            if (batch.size() == BATCH) {
                fresh.markDropped(batch);
                batch = new HashMap<>();
                progress.step();
            }
        }
        fresh.markDropped(batch);
    }

    private static void copy(SessionReader reader, Vault fresh) {
        List<RawEntry> batch = new ArrayList<>();
        long[] characters = {0};
        reader.eachRaw(raw -> {
            batch.add(raw);
            characters[0] += raw.text().remaining();
            if (batch.size() == BATCH || characters[0] >= BATCH_CHARACTERS) {
                fresh.commit(List.copyOf(batch), Map.of());
                batch.clear();
                characters[0] = 0;
            }
        });
        fresh.commit(batch, Map.of());
    }

    /** The head of the log that was copied. */
    Head head() {
        return head;
    }

    /**
     * Puts the new log in the place of the old one, in one rename; false, and nothing is done, if the old one has changed
     * since. Nobody may have the session open.
     */
    boolean publish() throws IOException {
        if (!folder.exists() || !files(folder.log()).equals(before)) {
            return false;
        }
        Files.move(rest.log(), folder.nextLog(), StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    /** After it was published: the old log goes when the rename is on the disk. */
    void deleteOld() throws IOException {
        try (FileChannel names = FileChannel.open(folder.path(), StandardOpenOption.READ)) {
            names.force(true);
        } catch (AccessDeniedException noFolders) {
            // Windows opens no folder as a file; its file system writes down the rename before what follows.
        }
        folder.deleteOldLogs();
    }

    private static Map<Path, Long> files(Path log) throws IOException {
        Map<Path, Long> lengths = new TreeMap<>();
        try (Stream<Path> all = Files.list(log)) {
            for (Path each : all.toList()) {
                lengths.put(each, Files.size(each));
            }
        }
        return lengths;
    }
}
