package dev.podd.provider.offline;

import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.json.Json;
import dev.podd.language.LanguageServers;
import dev.podd.model.ModelEvent;
import dev.podd.model.ModelRequest;
import dev.podd.model.RequestSettings;
import dev.podd.model.StopReason;
import dev.podd.model.ToolSpec;
import dev.podd.sandbox.ChildEnvironment;
import dev.podd.sandbox.CommandRunner;
import dev.podd.sandbox.Confinement;
import dev.podd.sandbox.PrivateFolder;
import dev.podd.sandbox.ProcessGuard;
import dev.podd.sandbox.SandboxSettings;
import dev.podd.sandbox.Secrets;
import dev.podd.scope.Scope;
import dev.podd.tool.FileBackedLimit;
import dev.podd.tool.Tool;
import dev.podd.tool.ToolBox;
import dev.podd.tool.ToolException;
import dev.podd.tool.ToolOutput;
import dev.podd.tool.ToolRun;
import dev.podd.tool.builtin.BuiltinTools;
import dev.podd.tool.builtin.CommandBounds;
import dev.podd.tool.builtin.CommandEffects;
import dev.podd.tool.builtin.Jobs;
import dev.podd.workspace.CommandChanges;
import dev.podd.workspace.OpenDocuments;
import dev.podd.workspace.OutputFolder;
import dev.podd.workspace.PathLocks;
import dev.podd.workspace.Tracker;
import dev.podd.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A conversation with the offline model over the real tools, as a turn would have it. */
final class OfflineTurn implements AutoCloseable {
    private static final int MAX_REQUESTS = 10;

    final List<Item> history = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    private final OfflineModel model = new OfflineModel();
    private final ProcessGuard guard = new ProcessGuard(System.getenv("PATH"));
    private final ToolBox tools;
    private final Set<String> offered;

    OfflineTurn(Path folder, Path outputs, Set<String> offered) {
        OutputFolder kept = new OutputFolder(outputs);
        CommandRunner runner = new CommandRunner(guard, ChildEnvironment.from(Map.of(), List.of()), new Secrets());
        Workspace workspace = new Workspace(folder, () -> Scope.writable(folder), new PathLocks(), kept,
                OpenDocuments.NONE);
        FileBackedLimit limit = new FileBackedLimit(16384, Map.of(), BuiltinTools.END_MATTERS, kept);
        this.tools = new ToolBox(
                BuiltinTools.of(workspace, new Tracker(), LanguageServers.NONE, runner,
                        new CommandBounds(runner::sandbox, workspace, new PrivateFolder(),
                                new SandboxSettings(false, false, false, List.of(), List.of(), folder),
                                new Confinement.None(Confinement.Purpose.SHELL)),
                        new CommandEffects(
                                new CommandChanges(() -> Scope.writable(folder), new PrivateFolder()::scratch),
                                workspace,
                                (call, file, before, after) -> {}, warning -> {}),
                        new Jobs(kept), kept, limit, tool -> Optional.empty()));
        this.offered = offered;
    }

    /** Asks, runs all tools that are asked for, and gives the answer. */
    String ask(String question) throws InterruptedException {
        history.add(Item.Message.text("q" + history.size(), Role.USER, question));
        return answer();
    }

    /** Goes on from the history as it is. */
    String answer() throws InterruptedException {
        for (int i = 0; i < MAX_REQUESTS; i++) {
            List<ModelEvent> events = new ArrayList<>();
            model.stream(new ModelRequest("Be brief.", history, specs(), RequestSettings.DEFAULT), events::add);
            if (events.getLast().equals(new ModelEvent.Finished(StopReason.END_TURN))) {
                return text(events);
            }
            events.forEach(this::run);
        }
        throw new AssertionError("no answer after " + MAX_REQUESTS + " requests");
    }

    private String text(List<ModelEvent> events) {
        StringBuilder deltas = new StringBuilder();
        String whole = null;
        for (ModelEvent event : events) {
            switch (event) {
                case ModelEvent.TextDelta delta -> deltas.append(delta.text());
                case ModelEvent.TextClosed closed -> whole = closed.text();
                case ModelEvent.ToolCallOpened opened -> throw new AssertionError(opened);
                case ModelEvent.ToolCallClosed closed -> throw new AssertionError(closed);
                case ModelEvent.Started _,ModelEvent.ReasoningDelta _,ModelEvent.ReasoningClosed _,ModelEvent.Tokens _,ModelEvent.Finished _ -> {
                }
            }
        }
        if (!deltas.toString().equals(whole)) {
            throw new AssertionError("deltas do not make the text: " + deltas);
        }
        history.add(Item.Message.text("a" + history.size(), Role.ASSISTANT, whole));
        return whole;
    }

    private void run(ModelEvent event) {
        if (event instanceof ModelEvent.ToolCallClosed call) {
            calls.add(call.name() + " " + call.arguments());
            history.add(new Item.ToolCall("c" + history.size(), call.call(), call.name(), call.arguments()));
            ToolOutput output = output(call);
            history.add(new Item.ToolResult("r" + history.size(), call.call(), output.outcome(), output.summary(),
                    output.body()));
        }
    }

    private ToolOutput output(ModelEvent.ToolCallClosed call) {
        try {
            return tools.find(call.name()).orElseThrow().prepare(Json.read(call.arguments()))
                    .run(new Silent(call.call()));
        } catch (ToolException e) {
            return ToolOutput.error(String.valueOf(e.getMessage()), e.body());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private List<ToolSpec> specs() {
        return tools.all().stream().filter(tool -> offered.contains(tool.name()))
                .map((Tool tool) -> new ToolSpec(tool.name(), tool.description(), tool.schema())).toList();
    }

    @Override
    public void close() {
        guard.close();
    }

    /** Nobody watches. */
    private record Silent(String call) implements ToolRun {
        @Override
        public void output(String text) {}

        @Override
        public void ifCancelled(Supplier<ToolOutput> result) {}

        @Override
        public void fileChange(Path file, byte @Nullable [] before, byte @Nullable [] after, Making making) {
            throw new AssertionError("the offline model changes nothing");
        }
    }
}
