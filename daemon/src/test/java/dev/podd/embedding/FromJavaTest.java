package dev.podd.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.change.ChangeNotes;
import dev.podd.compaction.TouchedFiles;
import dev.podd.hook.Hooks;
import dev.podd.item.Part;
import dev.podd.item.TurnError;
import dev.podd.item.TurnOutcome;
import dev.podd.log.InMemorySessionStore;
import dev.podd.log.SessionLog;
import dev.podd.log.SessionStore;
import dev.podd.manifest.Loaded;
import dev.podd.manifest.ManifestLoader;
import dev.podd.manifest.ManifestRequest;
import dev.podd.model.LanguageModel;
import dev.podd.model.ScriptedModel;
import dev.podd.permission.GivenRules;
import dev.podd.pod.Background;
import dev.podd.pod.Inputs;
import dev.podd.pod.Oversight;
import dev.podd.pod.Pod;
import dev.podd.pod.PodFiles;
import dev.podd.pod.PodParts;
import dev.podd.pod.Setup;
import dev.podd.pod.TurnResult;
import dev.podd.pod.Windows;
import dev.podd.pod.WorkerSettings;
import dev.podd.sandbox.Secrets;
import dev.podd.scope.Scope;
import dev.podd.thread.PlatformWork;
import dev.podd.tool.ToolBox;
import dev.podd.turn.TurnServices;
import dev.podd.workspace.OpenDocuments;
import dev.podd.workspace.OutputFolder;
import dev.podd.workspace.PathLocks;
import dev.podd.workspace.Tracker;
import dev.podd.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Pod as somebody would use it who has no editor: made of parts, without a door, and brought back from its log. */
final class FromJavaTest {
    @TempDir
    private Path temp;
    private Path folder;
    private final SessionStore store = new InMemorySessionStore(Clock.systemUTC());
    private final AtomicInteger ids = new AtomicInteger();

    @BeforeEach
    void makeAFolder() throws IOException {
        folder = Files.createDirectory(temp.toRealPath().resolve("project"));
    }

    private Loaded manifest(String overlay) {
        return new ManifestLoader(temp.resolve("config"))
                .load(new ManifestRequest(folder, true, null, List.of(overlay), Map.of()));
    }

    /** A Pod of parts: manifest, model, tools, log, working directory, scope. */
    private Pod pod(Loaded loaded, LanguageModel model, SessionLog log) {
        AtomicReference<Scope> scope = new AtomicReference<>(Scope.writable(folder));
        Workspace workspace = new Workspace(folder, scope::get, new PathLocks(),
                new OutputFolder(temp.resolve("outputs")), OpenDocuments.NONE);
        TurnServices services = new TurnServices(System::nanoTime, Math::random, Thread::sleep,
                letter -> letter + ids.incrementAndGet(),
                (where, bug) -> new TurnError("internal", where));
        Setup setup = new Setup("mine", loaded.manifest(), model, WorkerSettings.request(loaded.manifest().worker()),
                new ToolBox(List.of()), loaded.permissions(), new Hooks(), (tool, call, body) -> body,
                WorkerSettings.limits(loaded.manifest()), () -> "You are mine.",
                () -> WorkerSettings.compaction(loaded.manifest().compaction(), 100_000L), model, List.of());
        PlatformWork threads = new PlatformWork(Duration.ofSeconds(30), 4, 8);
        PodFiles files = new PodFiles(folder, folder, scope, new Tracker(), TouchedFiles.NONE,
                new Inputs(workspace, threads, new Secrets(), services.ids()), ChangeNotes.NONE, threads);
        Windows windows = new Windows(false, message -> {});
        return Pod.of(new PodParts("p", 0, setup, new Hooks(), log,
                () -> store.create("fork", folder.toUri().toString()), files, windows,
                new Oversight(windows.questions(), () -> true, () -> "",
                        new GivenRules(folder.resolveSibling("permissions.json"), Clock.systemUTC(), () -> "r")),
                services, false, Background.NONE, () -> {}));
    }

    @Test
    void aPodOfPartsRunsATurnAndComesBackWithAnotherModel() throws InterruptedException {
        ScriptedModel first = new ScriptedModel().then(ScriptedModel.says("A project about Pods."));
        Pod pod = pod(manifest("{}"), first, store.create("s", folder.toUri().toString()));
        TurnResult result = pod.run(List.of(new Part.Text("What is this?")));
        assertThat(result.outcome()).isEqualTo(TurnOutcome.FINISHED);
        assertThat(result.message()).isEqualTo("A project about Pods.");
        assertThat(first.requests().getFirst().systemPrompt()).isEqualTo("You are mine.");
        pod.close();

        ScriptedModel second = new ScriptedModel().then(ScriptedModel.says("As I said."));
        Pod back = pod(manifest("{}"), second, store.open("s"));
        assertThat(back.snapshot().history()).isEqualTo(pod.snapshot().history());
        back.run(List.of(new Part.Text("Sure?")));
        assertThat(second.requests().getFirst().history()).hasSize(3);
        assertThat(second.requests().getFirst().systemPrompt()).isEqualTo("You are mine.");
        back.close();
    }

    @Test
    void theWorkerSettingsOfAManifestCanBeTakenOnTheirOwn() {
        Loaded loaded = manifest("{\"worker\":{\"temperature\":0.25,\"max_tokens\":512,\"max_requests\":7}}");
        assertThat(WorkerSettings.request(loaded.manifest().worker()).temperature()).isEqualTo(0.25);
        assertThat(WorkerSettings.request(loaded.manifest().worker()).maxTokens()).isEqualTo(512);
        assertThat(WorkerSettings.limits(loaded.manifest()).maxRequests()).isEqualTo(7);
    }

    @Test
    void whatTheManifestSaysNowWinsOverTheLogAndTheRestStays() throws InterruptedException {
        ScriptedModel model = new ScriptedModel().then(ScriptedModel.says("one"));
        Pod pod = pod(manifest("{\"worker\":{\"temperature\":0.25,\"max_tokens\":512}}"), model,
                store.create("s", folder.toUri().toString()));
        pod.run(List.of(new Part.Text("Hi")));
        pod.close();
        Pod back = pod(manifest("{\"worker\":{\"temperature\":1.0}}"), model, store.open("s"));
        assertThat(back.snapshot().settings().temperature()).isEqualTo(1.0);
        assertThat(back.snapshot().settings().maxTokens()).isEqualTo(512);
        back.close();
        assertThat(store.open("s").state().settings().temperature()).isEqualTo(1.0);
    }
}
