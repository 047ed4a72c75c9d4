package dev.podd.tool.builtin;

import dev.podd.json.Json;
import dev.podd.sandbox.ChildEnvironment;
import dev.podd.sandbox.CommandRunner;
import dev.podd.sandbox.Confinement;
import dev.podd.sandbox.PrivateFolder;
import dev.podd.sandbox.ProcessGuard;
import dev.podd.sandbox.SandboxSettings;
import dev.podd.sandbox.Secrets;
import dev.podd.scope.DefaultDenies;
import dev.podd.scope.Permission;
import dev.podd.scope.Scope;
import dev.podd.scope.ScopeRule;
import dev.podd.thread.PlatformWork;
import dev.podd.tool.Containment;
import dev.podd.tool.FileBackedLimit;
import dev.podd.tool.PreparedCall;
import dev.podd.tool.ToolException;
import dev.podd.tool.ToolOutput;
import dev.podd.tool.ToolRun;
import dev.podd.workspace.CommandChanges;
import dev.podd.workspace.OutputFolder;
import dev.podd.workspace.PathLocks;
import dev.podd.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A person's machine as far as the shell tool sees it: a home folder with keys in it, a project, another folder. The tool
 * and its sandbox are the real ones.
 */
final class SandboxedDesk implements AutoCloseable {
    private static final PlatformWork THREADS = new PlatformWork(Duration.ofMinutes(1), 2, 2);

    final Path home;
    final Path project;
    final Path outside;
    final FakeEditor editor = new FakeEditor();
    final ProcessGuard guard;
    final PrivateFolder folder = new PrivateFolder();
    /** What was recorded. */
    final List<String> changes = new CopyOnWriteArrayList<>();
    Scope scope;
    private final Workspace workspace;
    final List<String> warnings = new CopyOnWriteArrayList<>();
    final CommandEffects effects;
    private final PathLocks locks = new PathLocks();
    private final CommandRunner runner;
    private final Jobs jobs;
    private final OutputFolder outputs;
    private SandboxSettings settings;
    private int calls;

    /**
     * @param parent a real path
     * @param path   folders of programs, bubblewrap among them or not
     */
    SandboxedDesk(Path parent, String path) {
        home = folder(parent.resolve("home"));
        project = folder(home.resolve("project"));
        outside = folder(parent.resolve("outside"));
        file(home.resolve(".ssh/id_rsa"), "PRIVATE KEY");
        file(home.resolve("notes.txt"), "notes of the person");
        file(project.resolve("src/a.txt"), "one\ntwo\n");
        file(project.resolve(".env"), "TOKEN=tk-12345");
        file(project.resolve("deep/er/server.pem"), "PRIVATE KEY");
        guard = new ProcessGuard(path);
        scope = Scope.of(List.of(ScopeRule.below(project.toString(), Permission.WRITE)), DefaultDenies.rules(),
                project);
        settings = new SandboxSettings(true, true, false, List.of(), List.of(), home);
        outputs = new OutputFolder(parent.resolve("outputs"));
        workspace = new Workspace(project, () -> scope, locks, outputs, editor);
        CommandChanges seen = new CommandChanges(() -> scope, folder::scratch);
        effects = new CommandEffects(seen, workspace, (call, file, before, after) -> {
            changes.add(project.relativize(file) + ": " + text(before) + " -> " + text(after));
            if (Thread.currentThread().isVirtual()) {
                changes.add("contents are compared on a virtual thread");
            }
        }, warnings::add);
        locks.listen(effects::changedElsewhere);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("HOME", home.toString());
        runner = new CommandRunner(guard, ChildEnvironment.from(environment, List.of()), new Secrets());
        jobs = new Jobs(outputs);
    }

    void settings(SandboxSettings other) {
        settings = other;
    }

    void personsHome(Path other) {
        settings = new SandboxSettings(true, true, false, List.of(), List.of(), other);
    }

    private static Path folder(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path file(Path path, String content) {
        try {
            folder(path.getParent());
            return Files.writeString(path, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String content(String name) {
        try {
            return Files.readString(project.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PreparedCall prepare(String command, boolean background) {
        CommandBounds bounds = new CommandBounds(guard::sandbox, workspace, folder, settings,
                new Confinement.Isolated(Confinement.Purpose.SHELL));
        ShellTool tool = new ShellTool(THREADS, runner, bounds, effects, workspace, outputs,
                new FileBackedLimit(20_000, Map.of(), BuiltinTools.END_MATTERS, outputs), jobs);
        return tool.prepare(Json.object().put("command", command).put("background", background).put("timeout", 60));
    }

    Containment containment(String command) {
        return prepare(command, false).containment().orElseThrow();
    }

    /** What the model gets to see: the summary, and the body after an empty line. */
    String shell(String command) throws InterruptedException {
        return run(command, false);
    }

    String background(String command) throws InterruptedException {
        return run(command, true);
    }

    private String run(String command, boolean background) throws InterruptedException {
        return run(prepare(command, background));
    }

    String run(PreparedCall call) throws InterruptedException {
        ToolOutput output;
        try {
            output = call.run(new Silent("call" + ++calls));
        } catch (ToolException e) {
            output = ToolOutput.error(String.valueOf(e.getMessage()), e.body());
        }
        return output.summary() + (output.body() == null ? "" : "\n\n" + output.body());
    }

    /** The body alone, without the line end. */
    String printed(String command) throws InterruptedException {
        String all = shell(command);
        int body = all.indexOf("\n\n");
        return body < 0 ? "" : all.substring(body + 2).strip();
    }

    @Override
    public void close() {
        jobs.close();
        runner.close();
        guard.close();
        folder.close();
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private static final class Silent implements ToolRun {
        private final String call;

        Silent(String call) {
            this.call = call;
        }

        @Override
        public String call() {
            return call;
        }

        @Override
        public void output(String text) {}

        @Override
        public void ifCancelled(Supplier<ToolOutput> result) {}

        @Override
        public void fileChange(Path file, byte @Nullable [] before, byte @Nullable [] after, Making making)
                throws InterruptedException {
            throw new AssertionError("a command changes no file by itself");
        }
    }
}
