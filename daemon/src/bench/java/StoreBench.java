import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.log.Durability;
import dev.podd.log.Entry;
import dev.podd.log.EntryCodec;
import dev.podd.log.HashChain;
import dev.podd.log.Head;
import dev.podd.log.SessionLog;
import dev.podd.log.SessionStore.EntryPage;
import dev.podd.log.StoredEntry;
import dev.podd.model.RequestSettings;
import dev.podd.store.XodusSessionStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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
import java.util.logging.LogManager;
import java.util.stream.Stream;

/**
 * The store beside a plain file on the same disk, turn about in one run: figures alone say more of the machine than of
 * us, so that ratios are what counts.
 */
final class StoreBench {
    private static final int BYTES = 1000;
    private static final int ROUNDS = 5;

    private final Path folder;

    private StoreBench(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        Path folder = Files.createTempDirectory(Path.of(arguments.length > 0 ? arguments[0] : "."), "podd-bench-");
        try {
            new StoreBench(folder).run();
        } finally {
            delete(folder);
        }
    }

    private void run() throws Exception {
        appends(500, 1, false);
        appends(200, 20, false);
        System.out.println(
                "| durable appends, entries of 1 KB | a second | p50 / p99 µs | plain append + fsync, a second | "
                        + "p50 / p99 µs | ratio of medians | JSON and SHA-256 alone, p50 µs | bytes on disk / payload |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        appends(4000, 1, true);
        appends(2000, 20, true);
        System.out.println();
        System.out.println("| restore, chain verified | read + SHA-256 of the same bytes, ms | open, ms | ratio | "
                + "heap for it, MB | payload, MB |");
        System.out.println("|---|---|---|---|---|---|");
        double[] small = restore(10_000);
        double[] large = restore(100_000);
        System.out.printf("| 100,000 / 10,000 | %.1f | %.1f | | %.1f | %.1f |%n", large[0] / small[0],
                large[1] / small[1], large[2] / small[2], large[3] / small[3]);
    }

    /** Durable appends, one or a group at a time, each after a plain append and fsync of as many bytes. */
    private void appends(int count, int group, boolean isShown) throws IOException {
        List<Entry> entries = entries(group);
        long[] ours = new long[count];
        long[] floor = new long[count];
        long[] processor = new long[count];
        String session = UUID.randomUUID().toString();
        Path store = folder.resolve("appends-" + session);
        try (XodusSessionStore sessions = new XodusSessionStore(store, Clock.systemUTC());
                SessionLog log = sessions.create(session, "file:///work");
                FileChannel file = FileChannel.open(folder.resolve("plain"), StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            Head head = log.startSegment(Head.NONE, Entry.SegmentStart.of("prompt", RequestSettings.DEFAULT),
                    List.of()).head();
            byte[] plain = new byte[stored(sessions, log, head, entries)];
            head = log.head();
            EntryCodec codec = new EntryCodec(log);
            for (int i = 0; i < count; i++) {
                long start = System.nanoTime();
                file.write(ByteBuffer.wrap(plain));
                file.force(false);
                long middle = System.nanoTime();
                head = log.append(head, entries, Durability.NOW).head();
                ours[i] = System.nanoTime() - middle;
                floor[i] = middle - start;
                processor[i] = made(codec, entries);
            }
        }
        if (isShown) {
            double payload = Files.size(folder.resolve("plain"));
            System.out.printf("| %s | %,.0f | %s | %,.0f | %s | %.2f | %,.0f | %.2f |%n",
                    group == 1 ? "one at a time" : "groups of " + group, group * perSecond(ours), percentiles(ours),
                    group * perSecond(floor), percentiles(floor), (double) at(ours, 50) / at(floor, 50),
                    at(processor, 50) / 1e3,
                    size(store.resolve("sessions")) / payload);
        }
        delete(store);
    }

    /** What an append has to do before it can write a byte. */
    private static long made(EntryCodec codec, List<Entry> entries) {
        long start = System.nanoTime();
        HashChain chain = new HashChain("");
        for (Entry each : entries) {
            chain.append(codec.encode(each, 1));
        }
        return System.nanoTime() - start;
    }

    /** Bytes of the stored text of such a group. */
    private static int stored(XodusSessionStore store, SessionLog log, Head head, List<Entry> entries) {
        log.append(head, entries, Durability.NOW);
        return store.read(log.session(), null, head.entry(), 1000).entries().stream()
                .mapToInt(entry -> entry.json().getBytes(StandardCharsets.UTF_8).length).sum();
    }

    /** Opens a session of that many entries, each time after a file of the same bytes was read and hashed. */
    private double[] restore(int count) throws IOException {
        String session = UUID.randomUUID().toString();
        Path folderOfIt = folder.resolve("restore-" + session);
        Path plain = folder.resolve("plain");
        fill(folderOfIt, session, count);
        copyEntries(folderOfIt, session, plain);
        long[] ours = new long[ROUNDS];
        long[] floor = new long[ROUNDS];
        long heap = 0;
        for (int i = 0; i < ROUNDS; i++) {
            try (XodusSessionStore store = new XodusSessionStore(folderOfIt, Clock.systemUTC())) {
                long before = heap();
                long start = System.nanoTime();
                HashChain.contentHash(Files.readAllBytes(plain));
                long middle = System.nanoTime();
                try (SessionLog log = store.open(session)) {
                    ours[i] = System.nanoTime() - middle;
                    floor[i] = middle - start;
                    heap = Math.max(heap, heap() - before);
                    if (log.head().count() != count + 1) {
                        throw new IllegalStateException("restored " + log.head());
                    }
                }
            }
        }
        double[] row = {at(floor, 50) / 1e6, at(ours, 50) / 1e6, heap / 1e6, Files.size(plain) / 1e6};
        System.out.printf("| %,d entries of 1 KB | %.0f | %.0f | %.2f | %.0f | %.0f |%n", count, row[0], row[1],
                row[1] / row[0], row[2], row[3]);
        delete(folderOfIt);
        return row;
    }

    private static void fill(Path folder, String session, int count) {
        try (XodusSessionStore store = new XodusSessionStore(folder, Clock.systemUTC());
                SessionLog log = store.create(session, "file:///work")) {
            Head head = log.startSegment(Head.NONE, Entry.SegmentStart.of("prompt", RequestSettings.DEFAULT),
                    List.of()).head();
            for (int i = 0; i < count / 100; i++) {
                head = log.append(head, entries(100), Durability.SOON).head();
            }
        }
    }

    private static void copyEntries(Path folder, String session, Path plain) throws IOException {
        try (XodusSessionStore store = new XodusSessionStore(folder, Clock.systemUTC());
                OutputStream file = new BufferedOutputStream(Files.newOutputStream(plain))) {
            String after = null;
            boolean isMore = true;
            while (isMore) {
                EntryPage page = store.read(session, null, after, 1000);
                for (StoredEntry each : page.entries()) {
                    file.write(each.json().getBytes(StandardCharsets.UTF_8));
                }
                after = page.entries().getLast().entry();
                isMore = page.more();
            }
        }
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

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static double perSecond(long[] nanos) {
        return nanos.length * 1e9 / Arrays.stream(nanos).sum();
    }

    private static String percentiles(long[] nanos) {
        return String.format("%,.0f / %,.0f", at(nanos, 50) / 1e3, at(nanos, 99) / 1e3);
    }

    private static long at(long[] nanos, int percent) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length * percent / 100];
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted((one, other) -> other.compareTo(one)).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
