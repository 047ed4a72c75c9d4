package dev.podd.store;

import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.log.Durability;
import dev.podd.log.Entry;
import dev.podd.log.HashChain;
import dev.podd.log.Head;
import dev.podd.log.Script;
import dev.podd.log.SessionLog;
import dev.podd.log.SessionStore.EntryPage;
import dev.podd.log.StoredEntry;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Measures the store beside what a plain file costs on the same disk at the same time, and prints ratios: figures alone
 * say more of the machine than of us. Run by hand: {@code java -cp … dev.podd.store.StoreBench FOLDER [ROUNDS]}.
 */
final class StoreBench {
    private static final int BYTES = 1000;

    private final PrintStream out;
    private final Path folder;

    private StoreBench(PrintStream out, Path folder) {
        this.out = out;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        StoreBench bench = new StoreBench(System.out, Files.createDirectories(Path.of(arguments[0])));
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        for (int round = 0; round < rounds; round++) {
            bench.appends(2000, 1);
            bench.appends(20_000, 20);
        }
        bench.restore(100_000, rounds);
        bench.openings(rounds * 20);
    }

    /** Durable appends, one or a group at a time, in turn with a plain append and fsync of the same bytes. */
    private void appends(int count, int group) throws IOException {
        List<Entry> entries = entries(group);
        byte[] plain = new byte[BYTES * group];
        long[] ours = new long[count / group];
        long[] floor = new long[count / group];
        try (XodusSessionStore store = new XodusSessionStore(folder.resolve("store"), Clock.systemUTC());
                SessionLog log = store.create(UUID.randomUUID().toString(), "file:///work");
                FileChannel file = FileChannel.open(folder.resolve("plain"), StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            Head head = log.startSegment(Head.NONE, Script.start(), List.of());
            for (int i = 0; i < ours.length; i++) {
                long start = System.nanoTime();
                file.write(ByteBuffer.wrap(plain));
                file.force(false);
                long middle = System.nanoTime();
                head = log.append(head, entries, Durability.NOW);
                ours[i] = System.nanoTime() - middle;
                floor[i] = middle - start;
            }
        }
        report("append of " + group, ours, floor);
    }

    private void report(String what, long[] ours, long[] floor) {
        Arrays.sort(ours);
        Arrays.sort(floor);
        int half = ours.length / 2;
        int most = ours.length * 99 / 100;
        out.printf("%-14s p50 %.0f us (plain %.0f, x%.2f)  p99 %.0f us (plain %.0f)%n", what, ours[half] / 1e3,
                floor[half] / 1e3, (double) ours[half] / floor[half], ours[most] / 1e3, floor[most] / 1e3);
    }

    /** Opens a session of that many entries, in turn with reading a file of the same bytes and hashing it. */
    private void restore(int count, int rounds) throws IOException {
        String session = UUID.randomUUID().toString();
        Path plain = folder.resolve("plain");
        try (XodusSessionStore store = new XodusSessionStore(folder.resolve("store"), Clock.systemUTC());
                SessionLog log = store.create(session, "file:///work")) {
            Head head = log.startSegment(Head.NONE, Script.start(), List.of());
            for (int i = 0; i < count / 100; i++) {
                head = log.append(head, entries(100), Durability.SOON);
            }
        }
        try (XodusSessionStore store = new XodusSessionStore(folder.resolve("store"), Clock.systemUTC());
                FileChannel file = FileChannel.open(plain, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            for (EntryPage page = store.read(session, null, null, 1000); true; page = store.read(session, null,
                    page.entries().getLast().entry(), 1000)) {
                for (StoredEntry each : page.entries()) {
                    file.write(ByteBuffer.wrap(each.json().getBytes(StandardCharsets.UTF_8)));
                }
                if (!page.more()) {
                    break;
                }
            }
        }
        long[] ours = new long[rounds];
        long[] floor = new long[rounds];
        for (int i = 0; i < rounds; i++) {
            try (XodusSessionStore store = new XodusSessionStore(folder.resolve("store"), Clock.systemUTC())) {
                long start = System.nanoTime();
                HashChain.contentHash(Files.readAllBytes(plain));
                long middle = System.nanoTime();
                SessionLog log = store.open(session);
                ours[i] = System.nanoTime() - middle;
                floor[i] = middle - start;
                log.close();
            }
        }
        report("restore", ours, floor);
    }

    /** Opens a small session, in a process that is warm. */
    private void openings(int count) {
        String session = UUID.randomUUID().toString();
        long[] ours = new long[count];
        long[] made = new long[count];
        try (XodusSessionStore store = new XodusSessionStore(folder.resolve("store"), Clock.systemUTC())) {
            for (int i = 0; i < count; i++) {
                long start = System.nanoTime();
                SessionLog log = i == 0 ? store.create(session, "file:///work") : store.open(session);
                ours[i] = System.nanoTime() - start;
                if (i == 0) {
                    log.startSegment(Head.NONE, Script.start(), entries(50));
                }
                log.close();
                start = System.nanoTime();
                try (SessionLog first = store.create(UUID.randomUUID().toString(), "file:///work")) {
                    first.startSegment(Head.NONE, Script.start(), entries(1));
                    made[i] = System.nanoTime() - start;
                }
            }
        }
        report("open", ours, made);
        out.println("(open a session of 51 entries; \"plain\": create one and record its first input)");
    }

    private static List<Entry> entries(int count) {
        Random random = new Random(count);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder();
            while (text.length() < BYTES - 160) {
                text.append((char) ('a' + random.nextInt(26))).append(random.nextInt(10) == 0 ? ' ' : 'e');
            }
            entries.add(new Entry.AssistantItem(Item.Message.text("i" + i, Role.ASSISTANT, text.toString())));
        }
        return entries;
    }
}
