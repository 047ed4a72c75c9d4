package dev.podd.turn;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.event.Event;
import dev.podd.hook.CallDecision;
import dev.podd.hook.CallView;
import dev.podd.hook.ResultView;
import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.item.ToolKind;
import dev.podd.item.ToolOutcome;
import dev.podd.json.Json;
import dev.podd.json.JsonException;
import dev.podd.log.Entry;
import dev.podd.log.SessionState;
import dev.podd.tool.PreparedCall;
import dev.podd.tool.Tool;
import dev.podd.tool.ToolException;
import dev.podd.tool.ToolOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Runs the tool calls of an answer (semantics 4.3). All hooks are asked first, in the order of the calls. Then, in that
 * order, each call waits for the earlier ones on its paths, is judged on what is there by then, and starts; calls that do
 * not depend on each other run in parallel. Every call gets exactly one result, recorded as soon as it is there.
 */
final class ToolCalls {
    /** How the calls of an answer went. */
    enum Result {
        DONE,
        /** A hook paused the turn; nothing was run, the calls stay open. */
        PAUSED
    }

    /** A call whose arguments are understood. */
    record Ready(Item.ToolCall call, Tool tool, PreparedCall prepared, CallView view) {}

    /** What is said of a call whose tool did not come to its end, and had no effect so far. */
    static final String NOT_FINISHED = "Not run to its end: Podd ended before. It had no effect.";

    /** What is said of a call that began to have an effect and whose end nobody saw. */
    private static final String LOST = "Lost: it had begun, and its end was not recorded; it may have had its effect.";

    private final TurnParts parts;
    private final TurnHooks hooks;

    ToolCalls(TurnParts parts, TurnHooks hooks) {
        this.parts = parts;
        this.hooks = hooks;
    }

    Result runAll(List<Item.ToolCall> calls) throws InterruptedException {
        List<Ready> understood = new ArrayList<>();
        for (Item.ToolCall call : calls) {
            understand(call).ifPresent(understood::add);
        }
        List<Ready> passed = new ArrayList<>();
        for (Ready ready : understood) {
            switch (hooks.preToolCall(ready.view())) {
                case CallDecision.Continue go -> passed.add(ready);
                case CallDecision.Deny deny -> result(ready.call(), denied(deny.message()));
                case CallDecision.Abort abort -> throw TurnFailedException.aborted(abort.reason());
                case CallDecision.Pause pause -> {
                    return Result.PAUSED;
                }
            }
        }
        try (SideBySide running = new SideBySide(parts, this::concluded)) {
            for (Ready ready : passed) {
                running.awaitCallsBefore(ready.prepared());
                if (isAllowed(ready)) {
                    running.start(ready);
                }
            }
            for (SideBySide.Done done : running.awaitAll()) {
                hooks.postToolCall(new ResultView(done.ready().view(), whole(done)));
            }
        }
        return Result.DONE;
    }

    /** The result as the tool gave it, whatever the model gets of it. */
    private static Item.ToolResult whole(SideBySide.Done done) {
        Item.ToolResult result = done.concluded().result();
        return new Item.ToolResult(result.id(), result.call(), result.outcome(), result.summary(),
                done.concluded().output().body());
    }

    /** What is said of an open call, whose tool did not answer: of one that may have had its effect, that it is lost. */
    static String summary(Item.ToolCall call, SessionState state, String otherwise) {
        return state.hasStarted(call) ? LOST : otherwise;
    }

    /** Answers every open call; the tool did not. */
    void closeOpen(String summary, ToolOutcome outcome) {
        SessionState state = parts.conversation().get();
        for (Item.ToolCall call : state.openCalls()) {
            String said = summary(call, state, summary);
            record(new Item.ToolResult(parts.services().ids().apply("i"), call.call(), outcome, said, null), true);
            parts.events().accept(new Event.ToolCallDone(call.call(), outcome, said, null, null));
        }
    }

    private Optional<Ready> understand(Item.ToolCall call) throws InterruptedException {
        Optional<Tool> tool = parts.tools().get().find(call.name());
        if (tool.isEmpty()) {
            started(call, call.name(), ToolKind.OTHER, Optional.empty());
            result(call, ToolOutput.error("There is no tool " + Shortened.of(call.name()) + "; there are "
                    + String.join(", ", parts.tools().get().names()) + ".", null));
            return Optional.empty();
        }
        try {
            PreparedCall prepared = tool.get().prepare(arguments(call));
            started(call, prepared.title(), tool.get().kind(), Optional.of(prepared));
            return Optional.of(new Ready(call, tool.get(), prepared, view(call, prepared)));
        } catch (ToolException | JsonException unfit) {
            started(call, call.name(), tool.get().kind(), Optional.empty());
            result(call, ToolOutput.error(String.valueOf(unfit.getMessage()),
                    unfit instanceof ToolException failure ? failure.body() : null));
            return Optional.empty();
        }
    }

    private static JsonNode arguments(Item.ToolCall call) {
        JsonNode arguments = call.arguments().isBlank() ? Json.object() : Json.read(call.arguments());
        if (!arguments.isObject()) {
            throw new ToolException("the arguments of " + call.name() + " must be a JSON object, not "
                    + arguments.getNodeType().name().toLowerCase(Locale.ROOT));
        }
        return arguments;
    }

    private CallView view(Item.ToolCall call, PreparedCall prepared) {
        return new CallView(hooks.session(), call.call(), call.name(), call.arguments(), prepared.title(),
                prepared.subjects());
    }

    private boolean isAllowed(Ready ready) throws InterruptedException {
        Gate.Verdict verdict;
        try {
            verdict = parts.gate().judge(ready.call().call(), ready.tool(), ready.prepared());
        } catch (ToolException unfit) {
            result(ready.call(), ToolOutput.error(String.valueOf(unfit.getMessage()), unfit.body()));
            return false;
        }
        if (verdict.decision() != null) {
            parts.journal().recordSoon(verdict.decision());
        }
        if (verdict.isAllowed() && verdict.message() != null && !verdict.message().isBlank()) {
            parts.queue().offer(Item.Message.text(parts.services().ids().apply("i"), Role.USER, verdict.message()));
        }
        if (!verdict.isAllowed()) {
            result(ready.call(), denied(verdict.message() == null ? "Denied." : verdict.message()));
        }
        return verdict.isAllowed();
    }

    private static ToolOutput denied(String message) {
        return new ToolOutput(ToolOutcome.DENIED, message, null, null);
    }

    private void started(Item.ToolCall call, String title, ToolKind kind, Optional<PreparedCall> prepared) {
        parts.events()
                .accept(new Event.ToolCallStarted(call.call(), Shortened.of(call.name()), Shortened.of(title), kind,
                        prepared.map(PreparedCall::locations).orElse(List.of())));
    }

    private Item.ToolResult result(Item.ToolCall call, ToolOutput whole) {
        ToolOutput output = parts.outputLimit().shown(whole);
        Item.ToolResult result = new Item.ToolResult(parts.services().ids().apply("i"), call.call(), output.outcome(),
                output.summary(), parts.outputLimit().cut(call.name(), call.call(), output.body()), output.images());
        record(result, false);
        parts.events().accept(new Event.ToolCallDone(call.call(), output.outcome(), output.summary(), result.body(),
                output.diff()));
        return result;
    }

    private SideBySide.Concluded concluded(Item.ToolCall call, ToolOutput output) {
        return new SideBySide.Concluded(result(call, output), output);
    }

    private void record(Item.ToolResult result, boolean synthetic) {
        parts.journal().recordSoon(new Entry.ToolResult(result, synthetic));
    }
}
