package dev.podd.store;

import java.nio.file.Path;
import java.time.Clock;

/** A process that drops all checkpoints of a store, and says so before each session. */
final class Trimmer {
    private Trimmer() {}

    /** Folder of the store. */
    public static void main(String[] arguments) {
        try (XodusSessionStore store = new XodusSessionStore(Path.of(arguments[0]), Clock.systemUTC())) {
            store.trimCheckpoints(0, () -> {
                System.out.println("next");
                return true;
            });
        }
        System.out.println("done");
    }
}
