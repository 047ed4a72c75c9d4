import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One conversation of a thousand turns, every fourth with a tool call, with the program that ships: its memory, the
 * time a turn takes, whether each request extends the one before, and whether a prompt waits for a compaction.
 */
final class ConversationBench {
    /** Small, so that there are many compactions; a turn adds about 500 tokens. */
    private static final int WINDOW = 64_000;
    /** How many turns a summary stays under way, if it may. */
    private static final int SUMMARY_TURNS = 20;
    /** After so many turns the program is warm. */
    private static final int WARM = 100;

    private final Path folder;
    private final int turns;
    private final List<Long> turnNanos = new ArrayList<>();
    private final List<Long> firstBeside = new ArrayList<>();
    private final List<Long> firstAlone = new ArrayList<>();
    private final Map<String, Integer> events = new TreeMap<>();
    private volatile long firstEvent;
    private volatile boolean isCompacting;
    private volatile int turn;
    private volatile CountDownLatch nextTurn = new CountDownLatch(1);

    private ConversationBench(Path folder, int turns) {
        this.folder = folder;
        this.turns = turns;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("podd-bench-");
        try {
            new ConversationBench(folder, arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000).run();
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted((one, other) -> other.compareTo(one)).forEach(file -> file.toFile().delete());
            }
        }
    }

    private void run() throws Exception {
        Path work = Files.createDirectories(folder.resolve("work"));
        Files.writeString(work.resolve("notes.txt"), "A line of notes, long enough to be worth a look.\n".repeat(40));
        try (MockModel model = new MockModel(this::holdSummary);
                Editor editor = new Editor(System.getenv("PODD"), folder.resolve("home"), work, this::happened)) {
            ObjectNode opened = Editor.JSON.createObjectNode();
            opened.set("overlay", overlay(model.url()));
            editor.ask("initialize", initialize(work));
            editor.tell("initialized");
            JsonNode pod = editor.ask("pod/open", opened);
            converse(editor, model, pod.path("pod").asText());
            System.out.println();
            summary(editor, model, pod.path("session").asText());
        }
    }

    private void converse(Editor editor, MockModel model, String pod) throws Exception {
        System.out.println(
                "| turns | RSS, MB | heap after GC, MB | request, KB | turn p50 / p99, ms | processor time a turn, ms |");
        System.out.println("|---|---|---|---|---|---|");
        long processor = 0;
        for (turn = 1; turn <= turns; turn++) {
            nextTurn.countDown();
            nextTurn = new CountDownLatch(1);
            boolean wasCompacting = isCompacting;
            firstEvent = 0;
            long start = System.nanoTime();
            JsonNode end = editor.ask("pod/run", prompt(pod));
            turnNanos.add(System.nanoTime() - start);
            if (!end.path("outcome").asText().equals("finished")) {
                throw new IllegalStateException("turn " + turn + ": " + end);
            }
            if (turn > WARM) {
                (wasCompacting && isCompacting ? firstBeside : firstAlone).add(firstEvent - start);
            }
            if (turn % 100 == 0) {
                long now = processorMillis(editor.pid());
                System.out.printf("| %d | %d | %.0f | %.0f | %s | %.1f |%n", turn, rss(editor.pid()),
                        heap(editor.pid()), model.lastBytes / 1e3, percentiles(turnNanos.subList(turn - 100, turn)),
                        (now - processor) / 100.0);
                processor = processorMillis(editor.pid());
            }
        }
        nextTurn.countDown();
    }

    private void summary(Editor editor, MockModel model, String session) throws Exception {
        Map<String, Integer> kinds = kinds(editor, session);
        System.out.printf("requests: %d; each extends the one before: %d; not: %d (compactions: %d, prunes: %d)%n",
                model.requests, model.extensions, model.rewritten, kinds.getOrDefault("segment_start", 1) - 1,
                kinds.getOrDefault("pruned", 0));
        System.out.printf("compactions started %d, done %d, failed %d; summaries asked %d%n",
                events.getOrDefault("compactionStarted", 0), events.getOrDefault("compactionDone", 0),
                events.getOrDefault("compactionFailed", 0), model.summariesAsked);
        int hundred = Math.min(100, turns);
        double first = at(turnNanos.subList(0, hundred), 50);
        double last = at(turnNanos.subList(turns - hundred, turns), 50);
        System.out.printf("a turn, p50: first hundred %.1f ms, last hundred %.1f ms: x%.2f%n", first / 1e6, last / 1e6,
                last / first);
        System.out.printf("prompt to first event, p50 / p99 ms: %s without a compaction (%d prompts), ",
                percentiles(firstAlone), firstAlone.size());
        System.out.println(firstBeside.isEmpty() ? "none beside one" : percentiles(firstBeside) + " beside one ("
                + firstBeside.size() + " prompts): p99 x" + String.format("%.2f",
                        (double) at(firstBeside, 99) / at(firstAlone, 99)));
    }

    private void happened(JsonNode event) {
        if (firstEvent == 0) {
            firstEvent = System.nanoTime();
        }
        String type = event.path("type").asText();
        synchronized (events) {
            events.merge(type, 1, Integer::sum);
        }
        switch (type) {
            case "compactionStarted" -> isCompacting = true;
            case "compactionDone", "compactionFailed" -> isCompacting = false;
            default -> {}
        }
    }

    /** A summary that takes as long as some turns, but never longer than the conversation waits for it. */
    private void holdSummary() {
        int until = turn + SUMMARY_TURNS;
        try {
            while (turn < until && turn < turns && nextTurn.await(3, TimeUnit.SECONDS)) {
                Thread.sleep(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ObjectNode prompt(String pod) {
        ObjectNode params = Editor.JSON.createObjectNode().put("pod", pod);
        params.putArray("input").addObject().put("type", "text").put("text", "This is prompt number " + turn
                + (turn % 4 == 0 ? ": look it up in the notes." : ": go on, please, and say a little more about it."));
        return params;
    }

    private static ObjectNode overlay(String url) {
        ObjectNode overlay = Editor.JSON.createObjectNode();
        overlay.putObject("provider").put("kind", "openai-compatible").put("model", "scripted").put("base_url", url)
                .put("context_window", WINDOW);
        return overlay;
    }

    private static ObjectNode initialize(Path work) {
        ObjectNode params = Editor.JSON.createObjectNode();
        params.putArray("workspaceFolders").addObject().put("uri", work.toUri().toString()).put("name", "work");
        params.putObject("capabilities");
        params.putObject("initializationOptions").putObject("pod").put("workspaceTrusted", true);
        return params;
    }

    private static Map<String, Integer> kinds(Editor editor, String session) throws Exception {
        Map<String, Integer> kinds = new TreeMap<>();
        ObjectNode params = Editor.JSON.createObjectNode().put("session", session).put("limit", 500);
        boolean isMore = true;
        while (isMore) {
            JsonNode page = editor.ask("session/read", params);
            for (JsonNode entry : page.path("entries")) {
                kinds.merge(entry.path("kind").asText(), 1, Integer::sum);
                params.put("after", entry.path("entry").asText());
            }
            isMore = page.path("more").asBoolean();
        }
        return kinds;
    }

    private static long rss(long pid) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:")).mapToLong(
                    line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElse(0) / 1000;
        }
    }

    private static long processorMillis(long pid) {
        return ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration()).orElseThrow().toMillis();
    }

    /** What is alive, in MB. */
    private static double heap(long pid) throws Exception {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        output(jcmd, Long.toString(pid), "GC.run");
        Matcher used = Pattern.compile("used (\\d+)K").matcher(output(jcmd, Long.toString(pid), "GC.heap_info"));
        return used.results().limit(2).mapToLong(each -> Long.parseLong(each.group(1))).sum() / 1e3;
    }

    private static String output(String... command) throws IOException {
        return new String(new ProcessBuilder(command).redirectErrorStream(true).start().getInputStream()
                .readAllBytes());
    }

    private static String percentiles(List<Long> nanos) {
        return nanos.isEmpty() ? "-" : String.format("%.1f / %.1f", at(nanos, 50) / 1e6, at(nanos, 99) / 1e6);
    }

    private static long at(List<Long> nanos, int percent) {
        return nanos.stream().sorted().toList().get(nanos.size() * percent / 100);
    }
}
