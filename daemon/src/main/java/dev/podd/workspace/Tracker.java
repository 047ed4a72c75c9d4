package dev.podd.workspace;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which files a session has read or written, and with what content, so that nothing is overwritten unseen. One a
 * session, shared by its tools, safe on every thread; it is empty again after a restart.
 */
public final class Tracker {
    private static final int RECENT = 20;

    /** Guarded by this. */
    private final Map<Path, Fingerprint> known = new LinkedHashMap<>();
    /** Guarded by this; the latest last, with the content as far as the fingerprint has it. */
    private final Map<Path, byte[]> recent = new LinkedHashMap<>();

    /** The model knows this content of a file now. */
    public void observed(Path file, byte[] content) {
        observed(file, Fingerprint.of(content));
    }

    /** The model knows the content with this fingerprint now. */
    public synchronized void observed(Path file, Fingerprint content) {
        known.put(file, content.withoutContent());
        recent.remove(file);
        recent.put(file, content.content());
        if (recent.size() > RECENT) {
            recent.remove(recent.keySet().iterator().next());
        }
    }

    /** Whether the model knows this content of a file. */
    public synchronized boolean knows(Path file, byte[] content) {
        Fingerprint seen = known.get(file);
        return seen != null && seen.isOf(content);
    }

    /**
     * Checks that a file still has the content that the model knows.
     *
     * @param name the file as the model calls it
     * @throws WorkspaceException it was never read, or has changed since; then the detail shows how
     */
    public void requireKnown(Path file, String name, byte[] content) {
        Fingerprint seen;
        byte[] before;
        synchronized (this) {
            seen = known.get(file);
            before = recent.get(file);
        }
        if (seen == null) {
            throw new WorkspaceException(name + " exists and was not read in this session: read it first");
        }
        if (!seen.isOf(content)) {
            throw new WorkspaceException(name + " was changed by somebody else since it was read: read it again",
                    change(name, before, content), null);
        }
    }

    /** The content of a file that the model knows; empty for one that it does not, or that was too long to keep. */
    public synchronized Optional<byte[]> seen(Path file) {
        return Optional.ofNullable(recent.get(file)).filter(content -> content.length > 0);
    }

    /** The model knows nothing any more, as after a restart. */
    public synchronized void forget() {
        known.clear();
        recent.clear();
    }

    /** Files touched lately, the latest first, 20 at most. */
    public synchronized List<Path> recent() {
        return List.copyOf(recent.keySet()).reversed();
    }

    private static @Nullable String change(String name, byte @Nullable [] before, byte[] now) {
        if (before == null || before.length == 0 || now.length > Fingerprint.KEPT) {
            return null;
        }
        return TextFile.of(before).flatMap(old -> TextFile.of(now)
                .map(young -> LineDiff.of(old.text(), young.text()).unified(name))).orElse(null);
    }
}
