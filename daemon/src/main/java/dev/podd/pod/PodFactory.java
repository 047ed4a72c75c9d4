package dev.podd.pod;

import dev.podd.change.ChangeNotes;
import dev.podd.hook.Hooks;
import dev.podd.item.Item;
import dev.podd.log.SessionLog;
import dev.podd.manifest.Loaded;
import dev.podd.manifest.ManifestRequest;
import dev.podd.manifest.ProviderKind;
import dev.podd.prompt.AgentsMd;
import dev.podd.sandbox.ChildEnvironment;
import dev.podd.sandbox.CommandRunner;
import dev.podd.sandbox.PrivateFolder;
import dev.podd.scope.Scope;
import dev.podd.thread.PlatformWork;
import dev.podd.tool.builtin.BuiltinTools;
import dev.podd.tool.builtin.CommandEffects;
import dev.podd.tool.builtin.Jobs;
import dev.podd.workspace.CommandChanges;
import dev.podd.workspace.FileUris;
import dev.podd.workspace.OutputFolder;
import dev.podd.workspace.PathLocks;
import dev.podd.workspace.Tracker;
import dev.podd.workspace.Umask;
import dev.podd.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes Pods from manifests. */
final class PodFactory {
    /** For the files shown after a compaction, which may be left out; the Pod waits for them. */
    private static final Duration RECENT_FILES = Duration.ofSeconds(5);
    /** For a rewind, which may change many files. */
    private static final Duration REWIND = Duration.ofMinutes(5);
    private static final int AT_ONCE = 4;
    private static final int MAX_HANGING = 8;

    private final PodServices services;
    private final PlatformWork threads;
    private final PathLocks locks;
    private final ChangeNotes changes;

    /**
     * @param threads for reading manifests, and what else a Pod is made of
     * @param locks   one a path, for all Pods
     * @param changes takes note of what tools change
     */
    PodFactory(PodServices services, PlatformWork threads, PathLocks locks, ChangeNotes changes) {
        this.services = services;
        this.threads = threads;
        this.locks = locks;
        this.changes = changes;
    }

    /**
     * A Pod, and what is needed to make it follow another manifest later.
     *
     * @param generation counts the changes of the request
     */
    record Made(Pod pod, OpenRequest request, AtomicBoolean isTrusted, SetupFactory setups, Workspace workspace,
            long generation) {
        Made with(OpenRequest other) {
            return new Made(pod, other, isTrusted, setups, workspace, generation + 1);
        }
    }

    /**
     * Where a Pod stands for those that watch it.
     *
     * @param lastSeq number of its last event
     */
    record Place(String pod, long lastSeq) {}

    /**
     * @param session     its id
     * @param place       a new id, or as another process had it
     * @param otherWriter names another Pod that may write what the given one may, or nothing
     */
    Made make(OpenRequest request, String session, Place place, Function<Pod, String> otherWriter,
            Runnable whenClosed) {
        if (request.session() == null) {
            Loaded loaded = load(request);
            return make(request, session, place, newLog(request.workspaceFolder(), session), loaded, otherWriter,
                    whenClosed);
        }
        CompletableFuture<SessionLog> opening = CompletableFuture.supplyAsync(
                () -> services.sessions().get().open(session),
                work -> Thread.ofVirtual().name("open-session").start(work)); // takes as long as the manifest
        Loaded loaded = orEnd(() -> load(request), () -> giveUp(opening));
        return make(request, session, place, opened(opening), loaded, otherWriter, whenClosed);
    }

    /** @param log closed where this fails, or the session would stay held until the process ends */
    private Made make(OpenRequest request, String session, Place place, SessionLog log, Loaded loaded,
            Function<Pod, String> otherWriter, Runnable whenClosed) {
        return orEnd(() -> withLog(request, session, place, log, loaded, otherWriter, whenClosed), log::close);
    }

    private Made withLog(OpenRequest request, String session, Place place, SessionLog log, Loaded loaded,
            Function<Pod, String> otherWriter, Runnable whenClosed) {
        AtomicReference<Scope> scope = new AtomicReference<>(loaded.scope());
        AtomicBoolean isTrusted = new AtomicBoolean(request.trusted());
        OutputFolder outputs = new OutputFolder(services.outputs().apply(session));
        AtomicReference<Pod> self = new AtomicReference<>();
        Windows windows = new Windows(services.questionsWait(), message -> self.get().warn(message));
        Workspace workspace = new Workspace(loaded.workingDirectory(), scope::get, locks, outputs, windows,
                Umask.of(request.client().environment()));
        Tracker tracker = new Tracker();
        Jobs jobs = new Jobs(outputs);
        CommandRunner commands = commands(request.client().environment());
        PrivateFolder sandboxFolder = new PrivateFolder();
        Runnable end = () -> {
            commands.close();
            sandboxFolder.close();
        };
        CommandChanges seen = new CommandChanges(scope::get, sandboxFolder::scratch);
        CommandEffects effects = new CommandEffects(seen, workspace,
                (call, file, before, after) -> self.get().commandChanged(call, file, before, after),
                message -> self.get().warn(message));
        SetupWarnings warnings = new SetupWarnings();
        SetupFactory setups = new SetupFactory(services, threads, commands, sandboxFolder, workspace, tracker,
                windows.languages(),
                new LatestEditorModels(() -> Stream.concat(windows.models(), Stream.of(request.client().models()))),
                jobs, effects, outputs, scope,
                isTrusted::get,
                warnings, BuiltinTools.ask(place.pod(), windows.questions()));
        Setup setup = orEnd(() -> setups.make(loaded, request), end);
        PodFiles files = new PodFiles(request.workspaceFolder(), loaded.workingDirectory(), scope, tracker,
                new RecentFiles(workspace, new PlatformWork(RECENT_FILES, 1, MAX_HANGING), tracker,
                        text -> self.get().shown(text)),
                new Inputs(workspace, new PlatformWork(Pods.LOOK, AT_ONCE, MAX_HANGING), services.secrets(),
                        services.services().ids()),
                changes, new PlatformWork(REWIND, AT_ONCE, MAX_HANGING));
        Oversight oversight = new Oversight(windows.questions(), isTrusted::get, () -> otherWriter.apply(self.get()),
                services.given());
        PodParts parts = new PodParts(place.pod(), place.lastSeq(), setup, new Hooks(), log,
                () -> fork(request.workspaceFolder(), outputs), files, windows, oversight, services.services(),
                request.endsWithTurn(), new Commands(jobs, effects, locks.listen(effects::changedElsewhere)), () -> {
                    end.run();
                    whenClosed.run();
                });
        Pod pod = orEnd(() -> Pod.of(parts), end);
        self.set(pod);
        warnings.tellTo(pod::warn);
        return new Made(pod, request, isTrusted, setups, workspace, 0);
    }

    /** What is made, or the end of what it would have used. */
    private static <T> T orEnd(Supplier<T> making, Runnable end) {
        try {
            return making.get();
        } catch (RuntimeException | Error failure) {
            end.run();
            throw failure;
        }
    }

    /** @param deaf ends the news of files that others write */
    private record Commands(Jobs jobs, CommandEffects effects, Runnable deaf) implements Background {
        @Override
        public boolean isRunning() {
            return jobs.areRunning();
        }

        @Override
        public void settle() throws InterruptedException {
            effects.settle();
        }

        @Override
        public void end() {
            deaf.run();
            jobs.close();
            effects.settleSoon();
        }
    }

    /** @throws dev.podd.manifest.ManifestException the manifest does not hold */
    Loaded load(OpenRequest request) {
        ManifestRequest wanted = wanted(request);
        return threads.get("reading the manifest", request.workspaceFolder().toString(),
                () -> services.manifests().load(wanted));
    }

    private static ManifestRequest wanted(OpenRequest request) {
        return new ManifestRequest(request.workspaceFolder(), request.trusted(),
                request.manifest(), request.overlay() == null ? List.of() : List.of(request.overlay()),
                request.client().environment());
    }

    /** What a Pod is set up from, as it lies on the disk now. */
    SetupFiles files(OpenRequest request) {
        Path folder = request.workspaceFolder();
        return threads.get("looking whether a manifest was changed", folder.toString(),
                () -> SetupFiles.of(Stream.concat(services.manifests().files(wanted(request)).stream(),
                        AgentsMd.files(folder, folder).stream())));
    }

    /** Keys that stand in the environment are kept out of all that is shown and recorded, whoever uses them. */
    private CommandRunner commands(Map<String, String> environment) {
        ProviderKind.keysIn(environment).forEach(services.secrets()::add);
        return new CommandRunner(services.guard(),
                ChildEnvironment.from(environment, ProviderKind.keyVariables()), services.secrets());
    }

    /** When this returns the session is free for the next who opens it. */
    private static void giveUp(CompletableFuture<SessionLog> opening) {
        try {
            opened(opening).close();
        } catch (RuntimeException unopened) {
            // the reason for giving up is what the caller is told
        }
    }

    private static SessionLog opened(CompletableFuture<SessionLog> opening) {
        try {
            return opening.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error fatal) {
                throw fatal;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        }
    }

    /** For a Pod whose session another writer has gone on with: it goes on in a new one, outputs included. */
    private SessionLog fork(Path workspaceFolder, OutputFolder outputs) {
        String session = services.sessionIds().get();
        SessionLog log = newLog(workspaceFolder, session);
        outputs.moveTo(services.outputs().apply(session));
        return log;
    }

    /** The calls whose results a history holds. */
    static List<String> callsOf(List<Item> history) {
        return history.stream().filter(Item.ToolResult.class::isInstance).map(Item.ToolResult.class::cast)
                .map(Item.ToolResult::call).toList();
    }

    private SessionLog newLog(Path workspaceFolder, String session) {
        return services.sessions().get().create(session, FileUris.folder(workspaceFolder));
    }
}
