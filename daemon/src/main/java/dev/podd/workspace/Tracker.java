package dev.podd.workspace;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which files a session has read or written, and with what content, so that nothing is overwritten unseen. One a
 * session, shared by its tools, safe on every thread; it is empty again after a restart.
 */
public final class Tracker {
    private static final int RECENT = 20;
    /** Content up to this size is kept for recent files, to show what somebody else changed. */
    private static final int KEPT = 64 * 1024;

    /** Guarded by this. */
    private final Map<Path, byte[]> hashes = new LinkedHashMap<>();
    /** Guarded by this; the latest last. A value is empty when the file was too large to keep. */
    private final Map<Path, byte[]> recent = new LinkedHashMap<>();

    /** The model knows this content of a file now. */
    public synchronized void observed(Path file, byte[] content) {
        hashes.put(file, hash(content));
        recent.remove(file);
        recent.put(file, content.length <= KEPT ? content : new byte[0]);
        if (recent.size() > RECENT) {
            recent.remove(recent.keySet().iterator().next());
        }
    }

    /**
     * Checks that a file still has the content that the model knows.
     *
     * @param name the file as the model calls it
     * @throws WorkspaceException it was never read, or has changed since; then the detail shows how
     */
    public synchronized void requireKnown(Path file, String name, byte[] content) {
        byte[] known = hashes.get(file);
        if (known == null) {
            throw new WorkspaceException(name + " exists and was not read in this session: read it first");
        }
        if (!Arrays.equals(known, hash(content))) {
            throw new WorkspaceException(name + " was changed by somebody else since it was read: read it again",
                    change(name, recent.get(file), content), null);
        }
    }

    /** The model knows nothing any more, as after a restart. */
    public synchronized void forget() {
        hashes.clear();
        recent.clear();
    }

    /** Files touched lately, the latest first, 20 at most. */
    public synchronized List<Path> recent() {
        return List.copyOf(recent.keySet()).reversed();
    }

    private static @Nullable String change(String name, byte @Nullable [] before, byte[] now) {
        if (before == null || before.length == 0 || now.length > KEPT) {
            return null;
        }
        return TextFile.of(before).flatMap(old -> TextFile.of(now)
                .map(young -> LineDiff.unified(name, old.text(), young.text()))).orElse(null);
    }

    private static byte[] hash(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
