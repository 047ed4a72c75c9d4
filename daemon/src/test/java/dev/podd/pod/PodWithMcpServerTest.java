package dev.podd.pod;

import static dev.podd.model.ScriptedModel.calls;
import static dev.podd.model.ScriptedModel.says;
import static dev.podd.pod.PodsBench.allow;
import static dev.podd.pod.PodsBench.results;
import static dev.podd.pod.PodsBench.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podd.approval.Option;
import dev.podd.approval.Question;
import dev.podd.event.Event;
import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.item.TurnOutcome;
import dev.podd.log.Durability;
import dev.podd.log.Entry;
import dev.podd.log.SessionLog;
import dev.podd.log.StoreFailedException;
import dev.podd.log.StoredEntry;
import dev.podd.mcp.McpServerSettings;
import dev.podd.mcp.McpServers;
import dev.podd.mcp.McpWorld;
import dev.podd.mcp.ScriptedServer;
import dev.podd.mcp.ToolListCache;
import dev.podd.model.ModelRequest;
import dev.podd.model.ToolSpec;
import dev.podd.tool.Tool;
import dev.podd.tool.ToolSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Pod whose manifest names an MCP server, which is a real process. */
final class PodWithMcpServerTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String SERVER = "[mcp.notes]\ncommand = \"sh\"\n";

    @TempDir
    private Path temp;
    private PodsBench bench;
    private ScriptedServer script;
    private final List<ToolServers.Wanted> connected = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void open() throws IOException {
        bench = new PodsBench(temp);
        script = new ScriptedServer(Files.createDirectories(temp.resolve("server")));
        bench.toolServers = this::connect;
    }

    @AfterEach
    void close() {
        assertThat(bench.model.isScriptDone()).as("the whole script was played").isTrue();
        bench.close();
    }

    private ToolSource connect(ToolServers.Wanted wanted) {
        connected.add(wanted);
        List<McpServerSettings> settings = wanted.declared().entrySet().stream().map(each -> new McpServerSettings(
                each.getKey(), script.program(each.getValue().env()), LONG, LONG)).toList();
        return new McpServers(settings, new McpWorld(wanted.commands(), wanted.confinement(), wanted.root(), "1.2.3",
                new ToolListCache(temp.resolve("cache"), InstantSource.system(), () -> UUID.randomUUID().toString()),
                wanted.warnings(), System::nanoTime), wanted.offers());
    }

    private Pod pod(String manifest) {
        bench.file(".podd/pod.toml", manifest);
        return bench.open(bench.pods(), bench.request());
    }

    private List<List<String>> offered() {
        return bench.model.requests().stream().map(PodWithMcpServerTest::ofServer).toList();
    }

    private static List<String> ofServer(ModelRequest request) {
        return request.tools().stream().map(ToolSpec::name).filter(name -> name.contains(".")).toList();
    }

    @Test
    void toolOfAServerIsOfferedAskedAboutAndCalled() throws Exception {
        bench.model.then(calls("c1", "notes.echo", "{\"word\":\"hello\"}")).then(says("Done."));
        bench.answers.add(allow(Option.Kind.ALLOW_ONCE));
        Pod pod = pod(SERVER);
        assertThat(pod.run(text("go")).outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(offered()).containsExactly(List.of("notes.echo"), List.of("notes.echo"));
        assertThat(bench.questions).extracting(Question::title).containsExactly("notes.echo {\"word\":\"hello\"}");
        assertThat(results(pod)).containsExactly("OK notes.echo: 1 line, 14 characters");
        assertThat(script.started()).hasSize(1);
    }

    @Test
    void ruleOnAGlobOfToolsAnswersTheQuestion() throws Exception {
        bench.model.then(calls("c1", "notes.echo", "{}", "c2", "notes.die", "{}")).then(says("Done."));
        Pod pod = pod(SERVER + "env.TOOLS = '''{\"tools\":[{\"name\":\"echo\"},{\"name\":\"die\"}]}'''\n"
                + "[[permissions]]\ntool = \"notes.*\"\naction = \"allow\"\n"
                + "[[permissions]]\ntool = \"notes.die\"\naction = \"deny\"\n");
        pod.run(text("go"));
        assertThat(bench.questions).isEmpty();
        assertThat(results(pod)).containsExactlyInAnyOrder("OK notes.echo: nothing",
                "DENIED Denied by the manifest's permissions: notes.die.");
    }

    @Test
    void serverThatDiesInACallCostsTheCallAndNotTheTurn() throws Exception {
        bench.model.then(calls("c1", "notes.die", "{}")).then(calls("c2", "notes.echo", "{}")).then(says("Done."));
        Pod pod = pod(SERVER + "env.TOOLS = '''{\"tools\":[{\"name\":\"echo\"},{\"name\":\"die\"}]}'''\n"
                + "[[permissions]]\ntool = \"notes.*\"\naction = \"allow\"\n");
        assertThat(pod.run(text("go")).outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(results(pod)).containsExactly("ERROR MCP server notes ended with exit code 3",
                "OK notes.echo: nothing");
        assertThat(script.started()).hasSize(2);
    }

    @Test
    void toolsThatChangeAreThoseOfTheNextTurnAndRecorded() throws Exception {
        bench.model.then(calls("c1", "notes.change", "{}")).then(says("Done."));
        Pod pod = pod(SERVER + "[[permissions]]\ntool = \"notes.*\"\naction = \"allow\"\n"
                + "[mcp.notes.env]\nMORE = \"change\"\n");
        pod.run(text("go"));
        assertThat(offered()).containsExactly(List.of("notes.change", "notes.echo"),
                List.of("notes.change", "notes.echo"));
        while (pod.snapshot().tools().stream().noneMatch("notes.added"::equals)) {
            Thread.sleep(20);
        }
        bench.model.forget().then(says("Again."));
        assertThat(pod.run(text("once more")).error()).isNull();
        assertThat(offered().getLast()).containsExactly("notes.added", "notes.change", "notes.echo");
        assertThat(bench.store.read(pod.session(), null, null, 100).entries())
                .filteredOn(entry -> entry.json().contains("notes.added")).singleElement()
                .extracting(StoredEntry::json, InstanceOfAssertFactories.STRING)
                .contains("settings_changed", "\"read\"");
    }

    @Test
    void nothingThatAnUntrustedWorkspaceNamesIsStarted() throws Exception {
        bench.model.then(says("Hello."));
        bench.file(".podd/pod.toml", SERVER);
        OpenRequest request = new OpenRequest(bench.folder, null, null, null, false, bench.client());
        Pod pod = bench.open(bench.pods(), request);
        pod.run(text("go"));
        assertThat(connected).isEmpty();
        assertThat(script.started()).isEmpty();
        assertThat(pod.snapshot().warnings()).anyMatch(warning -> warning.contains(".podd/pod.toml was not read"));
    }

    /** Programs such as npx run what lies where they start. */
    @Test
    void ownServerStartsOutsideOfAnUntrustedWorkspaceAndIsAskedAboutEachTime() throws Exception {
        bench.model.then(calls("c1", "notes.echo", "{}")).then(says("Done."));
        OpenRequest request = new OpenRequest(bench.folder, null,
                "{\"mcp\":{\"notes\":{\"command\":\"sh\"}},\"permissions\":[{\"tool\":\"notes.*\",\"action\":\"allow\"}]}",
                null,
                false,
                new Client("a test", Map.of("PATH", String.valueOf(System.getenv("PATH")), "HOME", temp.toString())));
        Pod pod = bench.open(bench.pods(), request);
        pod.run(text("go"));
        assertThat(connected).singleElement().extracting(ToolServers.Wanted::folder).isEqualTo(temp);
        assertThat(bench.questions).hasSize(1);
        assertThat(results(pod)).containsExactly("DENIED The person said no.");
    }

    @Test
    void firstTurnDoesNotWaitLongForAServerThatIsSlow() throws Exception {
        bench.model.then(says("Hello."));
        Pod pod = pod(SERVER + "env.SLOW = \"600\"\n");
        assertThat(pod.run(text("go")).outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(offered()).containsExactly(List.of());
        assertThat(bench.events(Event.Warning.class)).containsExactly(new Event.Warning(
                "MCP server notes is still starting after 5 seconds; its tools come with a later turn"));
    }

    @Test
    void serverOfAPodThatCannotBeMadeIsClosed() throws Exception {
        bench.model.then(says("Hello."));
        Pod first = pod(SERVER);
        first.run(text("go"));
        first.close();
        try (SessionLog log = bench.store.open(first.session())) {
            log.append(log.head(), List.of(new Entry.UserInput(Item.Message.text("u9", Role.USER, "do it"))),
                    Durability.NOW);
        }
        AtomicInteger closed = new AtomicInteger();
        bench.toolServers = wanted -> new Watched(closed, waitedFor(connect(wanted)));
        bench.file(".podd/pod.toml", SERVER + "env.MORE = \"another\"\n"); // what it has is not known yet
        Pods pods = bench.pods();
        OpenRequest again = new OpenRequest(bench.folder, null, null, first.session(), true, bench.client());
        bench.isFull = true;
        assertThatThrownBy(() -> bench.open(pods, again)).isInstanceOf(StoreFailedException.class);
        bench.isFull = false;
        assertThat(closed).hasPositiveValue();
        assertThat(script.started()).hasSize(2);
        while (ProcessHandle.of(script.started().getLast()).isPresent()) {
            Thread.sleep(20);
        }
    }

    private static ToolSource waitedFor(ToolSource servers) {
        try {
            servers.await(LONG);
            return servers;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param closed how often it was closed */
    private record Watched(AtomicInteger closed, ToolSource servers) implements ToolSource {
        @Override
        public List<Tool> tools() {
            return servers.tools();
        }

        @Override
        public void await(Duration patience) throws InterruptedException {
            servers.await(patience);
        }

        @Override
        public void close() {
            closed.incrementAndGet();
            servers.close();
        }
    }

    @Test
    void closingThePodEndsItsServers() throws Exception {
        bench.model.then(says("Hello."));
        Pod pod = pod(SERVER);
        pod.run(text("go"));
        long process = script.started().getFirst();
        assertThat(ProcessHandle.of(process)).isPresent();
        pod.close();
        while (ProcessHandle.of(process).isPresent()) {
            Thread.sleep(20);
        }
    }
}
