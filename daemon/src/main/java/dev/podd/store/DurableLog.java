package dev.podd.store;

import dev.podd.log.Head;
import dev.podd.log.SessionCorruptException;
import dev.podd.log.StoredEntry;
import dev.podd.store.SummaryFile.Summary;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
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
    private final Disk disk;
    private @Nullable Vault vault;
    private HeadsFile.@Nullable Pen heads;
    private Head head;
    /** Whether a transaction failed, so that more than {@link #head} may be on the disk. */
    private boolean isUnsure;

    /** @param head what is on the disk */
    DurableLog(String session, String workspace, SessionFolder folder, Head head, Disk disk) {
        this.session = session;
        this.workspace = workspace;
        this.folder = folder;
        this.head = head;
        this.disk = disk;
    }

    /** Opens the environment if it is not open, and makes it if there is none. */
    Vault ready() throws IOException {
        if (vault != null) {
            return vault;
        }
        Files.createDirectories(folder.log());
        Vault opened = Vault.writable(folder.log(), workspace, disk);
        vault = opened;
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

    /** On the disk when this returns; nothing of it if it throws. */
    void commit(List<StoredEntry> entries, Map<String, byte[]> blobs) throws IOException {
        Vault open = ready();
        isUnsure = true;
        open.commit(entries.stream().map(RawEntry::of).toList(), blobs);
        isUnsure = false;
        for (int i = 0; i < entries.size(); i++) {
            String segment = entries.get(i).segment();
            if (i + 1 == entries.size() || !entries.get(i + 1).segment().equals(segment)) {
                head = RawEntry.of(entries.get(i)).head();
                keepApart();
            }
        }
    }

    /** The entries are safe, so that their append has not failed when this does; the next one tries again. */
    private void keepApart() {
        try {
            if (heads == null) {
                heads = folder.heads().pen();
            }
            heads.write(head);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the head of session " + session + " could not be kept apart from its log", e);
        }
    }

    /** The log does not hang on it: a summary that is lost is made anew. */
    void summarise(Summary summary) {
        try {
            folder.summary().write(summary);
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
        } catch (IOException | RuntimeException more) {
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
