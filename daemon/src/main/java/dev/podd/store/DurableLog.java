package dev.podd.store;

import dev.podd.log.Head;
import dev.podd.log.SessionCorruptException;
import dev.podd.log.StoreFailedException;
import dev.podd.log.StoreFailedException.Reason;
import dev.podd.log.StoredEntry;
import dev.podd.state.PrivateFiles;
import dev.podd.store.SummaryFile.Summary;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of one session as its writer's thread sees them. After a fault the environment is opened anew, and what the
 * failed transaction may have left behind is taken away.
 */
final class DurableLog {
    private static final Logger LOG = System.getLogger(DurableLog.class.getName());

    private final String session;
    private final String workspace;
    private final SessionFolder folder;
    /** It is the same as long as the session is open: only that of a closed one is ever written anew. */
    private final Path environment;
    private final Disk disk;
    private @Nullable Vault vault;
    private HeadsFile.@Nullable Pen heads;
    private Head head;
    /** Heads of segments that were left since the last one was kept apart. */
    private List<Head> left = new ArrayList<>();
    /** Whether there is an environment; one that was made by half cannot be opened. */
    private boolean isMade;
    /** Whether a transaction failed, so that more than {@link #head} may be on the disk. */
    private boolean isUnsure;

    /** @param head what is on the disk */
    DurableLog(String session, String workspace, SessionFolder folder, Head head, Disk disk) {
        this.session = session;
        this.workspace = workspace;
        this.folder = folder;
        this.environment = folder.log();
        this.head = head;
        this.disk = disk;
        this.isMade = !head.equals(Head.NONE);
    }

    /** Opens the environment if it is not open, and makes it if there is none. */
    Vault ready() throws IOException {
        if (isMade && !Files.isDirectory(environment)) {
            throw new StoreFailedException(Reason.OTHER, "session " + session + " cannot be written: its folder "
                    + folder.path() + " was removed", null);
        }
        if (vault != null) {
            return vault;
        }
        if (!isMade) {
            SessionFolder.delete(environment);
        }
        PrivateFiles.createFolders(environment);
        Vault opened = Vault.writable(environment, workspace, disk);
        vault = opened;
        isMade = true;
        if (isUnsure) {
            opened.cutBackTo(head);
            isUnsure = false;
        }
        if (!opened.head().equals(head)) {
            throw new SessionCorruptException(session, head.segment() + "." + (head.count() + 1),
                    "the log's head is " + opened.head() + ", not " + head);
        }
        return opened;
    }

    /** On the disk when this returns; nothing of it if it throws. With nothing to write, only what failed is mended. */
    void commit(List<StoredEntry> entries, Map<String, NewBlob> blobs) throws IOException {
        if (entries.isEmpty() && blobs.isEmpty()) {
            if (isUnsure) {
                ready();
            }
            return;
        }
        Vault open = ready();
        List<RawEntry> raw = entries.stream().map(RawEntry::of).toList();
        List<Head> leftThen = new ArrayList<>(left);
        Head headThen = head;
        for (StoredEntry entry : entries) {
            Head next = RawEntry.headOf(entry);
            if (!next.segment().equals(headThen.segment()) && !headThen.equals(Head.NONE)) {
                leftThen.add(headThen);
            }
            headThen = next;
        }
        isUnsure = true;
        open.commit(raw, blobs);
        // Nothing here takes memory: entries that are on the disk must not be tried again.
        head = headThen;
        left = leftThen;
        isUnsure = false;
    }

    /** Goes back to an earlier head: those who wanted more have given up waiting for it, and were told that it failed. */
    void takeBack(Head earlier) {
        head = earlier;
        left.clear();
        isUnsure = true;
        abandon(new IllegalStateException("taken back"));
    }

    Head head() {
        return head;
    }

    /** Bytes of its checkpoints on the disk; null where they are not known. */
    @Nullable Long checkpointBytes() {
        return vault == null ? null : vault.checkpointBytes();
    }

    /** The entries are safe, so that their append has not failed when this does; the next one tries again. */
    void keepApart() {
        try {
            if (heads == null) {
                mendHeads();
                heads = folder.heads().pen();
            }
            for (Head each : left) {
                heads.write(each);
            }
            heads.write(head);
            left.clear();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the head of session " + session + " could not be kept apart from its log", e);
        }
    }

    /** A head that is lost or damaged is taken from the log; those that are known stay, as what the log must hold. */
    private void mendHeads() throws IOException {
        Heads kept = folder.heads().read();
        int before = Integer.parseInt(head.segment()) - 1;
        if (!kept.isDamaged() && kept.missing(before).isEmpty()) {
            return;
        }
        List<Head> all = new ArrayList<>();
        for (int segment = 1; segment <= Math.max(before, kept.last()); segment++) {
            Head known = kept.of(segment);
            all.add(known == null ? ready().head(segment) : known);
        }
        folder.heads().write(all);
    }

    /** The log does not hang on it: a summary that is lost is made anew. */
    void summarise(Summary summary) {
        try {
            Long bytes = checkpointBytes();
            folder.summary().write(bytes == null ? summary : summary.withCheckpoints(bytes));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the summary of session " + session + " could not be written", e);
        }
    }

    /** Closes all files. A session in which nothing was recorded leaves none. */
    void close() throws IOException {
        letGo();
        if (head.equals(Head.NONE) && folder.exists()) {
            folder.delete();
        }
    }

    /** After a fault: closes what can be closed, to begin anew. */
    void abandon(Throwable fault) {
        try {
            letGo();
        } catch (Throwable more) { // Xodus throws Errors too
            fault.addSuppressed(more);
        }
    }

    private void letGo() throws IOException {
        Vault open = vault;
        HeadsFile.Pen pen = heads;
        vault = null;
        heads = null;
        try {
            if (open != null) {
                open.close();
            }
        } finally {
            if (pen != null) {
                pen.close();
            }
        }
    }
}
