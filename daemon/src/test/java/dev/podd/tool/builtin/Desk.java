package dev.podd.tool.builtin;

import dev.podd.approval.OpenQuestions;
import dev.podd.json.Json;
import dev.podd.language.LanguageServers;
import dev.podd.sandbox.ChildEnvironment;
import dev.podd.sandbox.CommandRunner;
import dev.podd.sandbox.Confinement;
import dev.podd.sandbox.PrivateFolder;
import dev.podd.sandbox.ProcessGuard;
import dev.podd.sandbox.SandboxSettings;
import dev.podd.sandbox.Secrets;
import dev.podd.scope.Permission;
import dev.podd.scope.Scope;
import dev.podd.scope.ScopeRule;
import dev.podd.tool.FileBackedLimit;
import dev.podd.tool.PreparedCall;
import dev.podd.tool.Tool;
import dev.podd.tool.ToolBox;
import dev.podd.tool.ToolException;
import dev.podd.tool.ToolOutput;
import dev.podd.tool.ToolRun;
import dev.podd.workspace.CommandChanges;
import dev.podd.workspace.OutputFolder;
import dev.podd.workspace.PathLocks;
import dev.podd.workspace.Tracker;
import dev.podd.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A workspace folder with all built-in tools over it, as a Pod would have them. Calls are written as JSON with single
 * quotes; what comes back is text to compare, in which the folder is called {@code /work}.
 */
final class Desk implements AutoCloseable {
    static final int MAX_BYTES = 2000;

    final Path folder;
    final Path outputs;
    final Tracker tracker = new Tracker();
    final List<String> changes = new ArrayList<>();
    final List<String> printed = new CopyOnWriteArrayList<>();
    private final ProcessGuard guard = new ProcessGuard(System.getenv("PATH"));
    private final Jobs jobs;
    private final PrivateFolder sandboxFolder = new PrivateFolder();
    final ToolBox tools;
    private Scope scope;
    /** What the latest call's result would be if it were cancelled. */
    Supplier<ToolOutput> ifCancelled = () -> ToolOutput.ok("", null);
    private int calls;
    final OpenQuestions questions = new OpenQuestions(false);
    /** What an editor has open. */
    final FakeEditor editor = new FakeEditor();

    /** @param parent a real path; the workspace is a folder in it, so that there is an outside */
    Desk(Path parent) throws IOException {
        this(parent, System.getenv());
    }

    /** @param environment of commands: without a PATH, no ripgrep is found */
    Desk(Path parent, Map<String, String> environment) throws IOException {
        folder = Files.createDirectory(parent.resolve("work"));
        outputs = parent.resolve("outputs");
        scope = Scope.writable(folder);
        OutputFolder kept = new OutputFolder(outputs);
        CommandRunner runner = new CommandRunner(guard, ChildEnvironment.from(environment, List.of()),
                new Secrets());
        jobs = new Jobs(kept);
        Workspace workspace = new Workspace(folder, () -> scope, new PathLocks(), kept, editor);
        List<Tool> all = new ArrayList<>(BuiltinTools.of(
                workspace, tracker, LanguageServers.NONE, runner,
                new CommandBounds(runner::sandbox, workspace, sandboxFolder,
                        new SandboxSettings(false, false, false, List.of(), List.of(), folder),
                        new Confinement.Isolated(Confinement.Purpose.SHELL)),
                new CommandEffects(new CommandChanges(() -> Scope.writable(folder), new PrivateFolder()::scratch),
                        workspace,
                        (call, file, before, after) -> {}, warning -> {}),
                jobs, kept,
                new FileBackedLimit(MAX_BYTES, Map.of(), BuiltinTools.END_MATTERS, kept), tool -> Optional.empty()));
        all.add(BuiltinTools.ask("p1", questions));
        tools = new ToolBox(all);
    }

    Desk file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Desk file(String name, byte[] content) {
        try {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.write(folder.resolve(name), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String content(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void deny(String name) {
        scope = scope.with(List.of(), List.of(ScopeRule.named(name, Permission.READ)));
    }

    PreparedCall prepare(String tool, String arguments) {
        return tools.find(tool).orElseThrow().prepare(Json.read(arguments.replace('\'', '"')));
    }

    /** Outcome and summary, then the body after an empty line. */
    String call(String tool, String arguments) throws InterruptedException {
        ToolOutput output;
        try {
            output = prepare(tool, arguments).run(new Recorder("call-" + ++calls));
        } catch (ToolException e) {
            output = ToolOutput.error(String.valueOf(e.getMessage()), e.body());
        }
        String text = output.outcome().name().toLowerCase(Locale.ROOT) + ": " + output.summary()
                + (output.body() == null ? "" : "\n\n" + output.body());
        return text.replace(folder.toString(), "/work").replace(outputs.toString(), "/outputs");
    }

    /** For a call that was prepared. */
    ToolRun run() {
        return new Recorder("call-" + ++calls);
    }

    @Override
    public void close() {
        jobs.close();
        guard.close();
        sandboxFolder.close();
    }

    /** Notes what a tool tells while it runs. */
    private final class Recorder implements ToolRun {
        private final String call;

        Recorder(String call) {
            this.call = call;
        }

        @Override
        public String call() {
            return call;
        }

        @Override
        public void output(String text) {
            printed.add(text);
        }

        @Override
        public void ifCancelled(Supplier<ToolOutput> result) {
            ifCancelled = result;
        }

        @Override
        public void fileChange(Path file, byte @Nullable [] before, byte @Nullable [] after, Making making)
                throws InterruptedException {
            changes.add(folder.relativize(file) + ": " + text(before) + " -> " + text(after));
            making.make();
        }

        private static @Nullable String text(byte @Nullable [] bytes) {
            return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
