package dev.podd.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Folders that are made so that something can be mounted there, and removed when no command needs them any more. Safe on
 * every thread.
 */
final class KeptFolders {
    /** How many commands need each folder that was made here. */
    private final Map<Path, Integer> users = new HashMap<>(); // guarded by this

    /**
     * Makes those that are not there.
     *
     * @return ends the need for them; may be run twice
     */
    synchronized Runnable hold(Bounds bounds) {
        List<Path> made = bounds.places().stream().filter(Bounds.Place.Kept.class::isInstance)
                .map(Bounds.Place::at).filter(this::isOurs).toList();
        made.forEach(each -> users.merge(each, 1, Integer::sum));
        return new Runnable() {
            private boolean isDone;

            @Override
            public synchronized void run() {
                if (!isDone) {
                    isDone = true;
                    release(made);
                }
            }
        };
    }

    private boolean isOurs(Path folder) {
        if (users.containsKey(folder)) {
            return true;
        }
        try {
            if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(folder);
                return true;
            }
        } catch (IOException refused) {
            // the command will say so, or nothing can be made there by it either
        }
        return false;
    }

    private synchronized void release(List<Path> made) {
        for (Path each : made) {
            if (users.merge(each, -1, Integer::sum) == 0) {
                users.remove(each);
                remove(each);
            }
        }
    }

    /** Unless somebody put something there meanwhile. */
    private static void remove(Path folder) {
        try {
            Files.deleteIfExists(folder);
        } catch (IOException isUsed) {
            // it is somebody's now
        }
    }
}
