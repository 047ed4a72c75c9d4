package dev.podd.store;

import dev.podd.log.Durability;
import dev.podd.log.Entry;
import dev.podd.log.Head;
import dev.podd.log.Script;
import dev.podd.log.SessionLog;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;

/** A process that appends to a session without end and prints every head that it was told is on the disk. */
final class Appender {
    private Appender() {}

    /** Folder of the store, session, seed; the session is made if the seed is 0. */
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        long seed = Long.parseLong(arguments[2]);
        Random random = new Random(seed);
        XodusSessionStore store = new XodusSessionStore(Path.of(arguments[0]), Clock.systemUTC());
        SessionLog log = seed == 0 ? store.create(arguments[1], "file:///work") : store.open(arguments[1]);
        Head head = seed == 0 ? log.startSegment(Head.NONE, Script.start(), List.of()).head() : log.head();
        out.println("open " + head.count() + " " + head.hash());
        List<Entry> script = Script.atLeast(500, seed);
        for (int i = 0; true; i++) {
            Entry entry = script.get(i % script.size());
            if (random.nextInt(30) == 0) {
                byte[] blob = new byte[100_000]; // a blob is not copied
                random.nextBytes(blob);
                entry = new Entry.FileChange("c", "/w/a", null, log.putBlob(blob));
            }
            boolean isUrgent = random.nextInt(3) == 0;
            head = log.append(head, List.of(entry), isUrgent ? Durability.NOW : Durability.SOON).head();
            if (isUrgent) {
                out.println("on-disk " + head.count() + " " + head.hash());
            }
        }
    }
}
