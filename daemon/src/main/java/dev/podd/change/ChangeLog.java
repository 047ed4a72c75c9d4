package dev.podd.change;

import dev.podd.log.Blobs;
import dev.podd.log.Entry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The logs of sessions, as far as changes are kept in them. */
public interface ChangeLog {
    /**
     * Records entries in a session, open or not; on the disk when this returns.
     *
     * @param entries made of where their contents are kept
     * @throws dev.podd.log.LogException they cannot be recorded
     */
    void record(String session, Function<Blobs, List<Entry>> entries);

    /**
     * What was pending when it was recorded last.
     *
     * @param folder the workspace folder of the session
     * @param files  by path
     */
    record Pending(String session, Path folder, Map<String, Entry.PendingChanges> files) {
        public Pending {
            files = Map.copyOf(files);
        }
    }

    /** All sessions with something pending; those that cannot be read are left out. */
    List<Pending> pending();

    /** Content that a session's entries name. */
    byte[] blob(String session, String hash);
}
