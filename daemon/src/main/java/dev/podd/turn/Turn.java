package dev.podd.turn;

import dev.podd.context.View;
import dev.podd.event.Event;
import dev.podd.hook.AbortView;
import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.item.ToolOutcome;
import dev.podd.item.TurnError;
import dev.podd.item.TurnOutcome;
import dev.podd.log.Entry;
import dev.podd.log.LogException;
import dev.podd.log.SessionState;
import dev.podd.model.ModelException;
import dev.podd.model.ModelRequest;
import dev.podd.model.StopReason;
import dev.podd.model.ToolSpec;
import dev.podd.usage.Usage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One turn: the person's input, then requests to the model and tool calls until the model is done (semantics 4). Every
 * step is recorded as it happens. Runs on the calling thread; an interrupt of that thread cancels it.
 */
public final class Turn {
    private static final String REVIEWED = "[What the person did with your changes since]";
    private static final String CONTINUE = "Go on exactly where you stopped.";

    private final TurnParts parts;
    private final TurnHooks hooks;
    private final Room room;
    private final ToolCalls toolCalls;
    private final ModelCall modelCall;
    private Usage usage = Usage.ZERO;
    private int requests;
    private boolean wasContinued;
    /** Text of the newest answer, with the answers that it continues. */
    private @Nullable String lastText;
    private @Nullable StopReason lastStop;
    private boolean continuesAnswer;

    public Turn(TurnParts parts) {
        this.parts = parts;
        this.hooks = new TurnHooks(parts);
        this.room = new Room(parts);
        this.toolCalls = new ToolCalls(parts, hooks);
        this.modelCall = new ModelCall(parts, spent -> usage = usage.plus(spent));
    }

    /** Records the input and runs until the model is done with it. Calls that a pause left open are closed. */
    public TurnEnd run(Item.Message input) {
        return ended(() -> {
            accept(input);
            return loop();
        });
    }

    /** Goes on from where the conversation stands; calls that a pause left open are taken up again. */
    public TurnEnd resume() {
        return ended(() -> {
            ensureBegun();
            parts.changes().settle();
            closeUnlessPaused();
            parts.queue().open();
            parts.events().accept(new Event.TurnStarted());
            decide();
            return loop();
        });
    }

    private interface Stages {
        TurnOutcome run() throws InterruptedException;
    }

    private TurnEnd ended(Stages stages) {
        TurnOutcome outcome;
        TurnError error = null;
        try {
            outcome = stages.run();
            parts.changes().settle();
        } catch (InterruptedException cancel) {
            outcome = TurnOutcome.CANCELLED;
        } catch (TurnFailedException failure) {
            outcome = TurnOutcome.ERROR;
            error = failure.error();
        } catch (ModelException failure) {
            outcome = TurnOutcome.ERROR;
            error = errorOf(failure);
        } catch (LogException failure) {
            outcome = TurnOutcome.ERROR;
            error = new TurnError("storeFailed", String.valueOf(failure.getMessage()));
        } catch (RuntimeException | Error bug) {
            outcome = TurnOutcome.ERROR;
            error = parts.services().bugs().report("a turn", bug);
        }
        return finish(outcome, error);
    }

    private static TurnError errorOf(ModelException failure) {
        String code = failure.kind() == ModelException.Kind.CONTEXT_OVERFLOW ? "contextOverflow" : "providerFailed";
        return new TurnError(code, String.valueOf(failure.getMessage()));
    }

    private void accept(Item.Message input) throws InterruptedException {
        Entry.UserInput entry = new Entry.UserInput(input);
        boolean isFirst = !parts.conversation().get().isBegun();
        TurnFailedException renderFailure = isFirst ? begin(entry) : begin();
        if (!isFirst) {
            closeUnlessPaused();
            toolCalls.closeOpen("Not run: the person went on with something else.", ToolOutcome.CANCELLED);
            enterWhatWaits();
            try {
                parts.changes().settle();
                enterNews();
            } finally {
                parts.journal().recordNow(entry); // what was accepted is not lost with what others did
            }
        }
        parts.queue().open();
        parts.events().accept(new Event.TurnStarted());
        if (renderFailure != null) {
            throw renderFailure;
        }
        decide();
    }

    /**
     * Has the hooks decide about the inputs that they have not decided about: that of this turn, and any whose turn was
     * cancelled or whose process ended before they had. The model sees none of them before.
     *
     * @throws TurnFailedException the input of this turn is refused
     */
    private void decide() throws InterruptedException {
        if (!hooks.decideAboutInputs()) {
            return;
        }
        SessionState state = parts.conversation().get();
        for (Item.Message input : undecided(state)) {
            String refusal = hooks.onPromptSubmit(input, before(input, state)).orElse(null);
            parts.journal().recordNow(refusal == null ? new Entry.InputAccepted(input.id())
                    : new Entry.InputRefused(input.id(), refusal));
            if (refusal != null && input.id().equals(state.marks().inputs().getLast())) {
                throw new TurnFailedException("promptRefused", refusal, null);
            }
            if (refusal != null) {
                parts.events().accept(new Event.Warning("an earlier prompt was refused: " + refusal));
            }
        }
    }

    private static List<Item.Message> undecided(SessionState state) {
        return state.history().stream().filter(item -> state.marks().undecided().contains(item.id()))
                .map(Item.Message.class::cast).toList();
    }

    private static List<Item> before(Item.Message input, SessionState state) {
        return state.history().stream().takeWhile(item -> !item.equals(input)).toList();
    }

    /** Calls that a failure left open may have run, so they never run again; those of a pause have not. */
    private void closeUnlessPaused() {
        if (parts.conversation().get().outcome() != TurnOutcome.PAUSED) {
            toolCalls.closeOpen(ToolCalls.NOT_FINISHED, ToolOutcome.CANCELLED);
        }
    }

    private void ensureBegun() {
        TurnFailedException renderFailure = begin();
        if (renderFailure != null) {
            throw renderFailure;
        }
    }

    /**
     * Opens the segment with the rendered prompt, once; a failure to render is recorded too, and handed back.
     *
     * @param more follows it in the same append
     */
    private @Nullable TurnFailedException begin(Entry... more) {
        SessionState now = parts.conversation().get();
        if (now.isBegun() && !now.renderFailed()) {
            return null;
        }
        String prompt = null;
        TurnFailedException failure = null;
        try {
            prompt = parts.prompt().render();
        } catch (TurnFailedException e) {
            failure = e;
        }
        if (failure == null || !now.isBegun()) {
            parts.journal().begin(now.start().rendered(prompt, failure != null), more);
        }
        return failure;
    }

    private TurnOutcome loop() throws InterruptedException {
        if (toolCalls.runAll(parts.conversation().get().openCalls()) == ToolCalls.Result.PAUSED) {
            return TurnOutcome.PAUSED;
        }
        while (true) {
            stopIfCancelled();
            if (isAtLimit()) {
                return TurnOutcome.LIMIT_REACHED;
            }
            ModelAnswer answer = request();
            remember(answer);
            TurnOutcome outcome = afterAnswer(answer);
            if (outcome != null) {
                return outcome;
            }
        }
    }

    /** What follows an answer: null to ask on. */
    private @Nullable TurnOutcome afterAnswer(ModelAnswer answer) throws InterruptedException {
        lastStop = answer.stop();
        if (!answer.calls().isEmpty()) {
            return toolCalls.runAll(answer.calls()) == ToolCalls.Result.PAUSED ? TurnOutcome.PAUSED : null;
        }
        if (answer.stop() == null) {
            return null;
        }
        if (answer.stop() == StopReason.MAX_TOKENS) {
            return afterTruncation();
        }
        if (answer.stop() == StopReason.REFUSAL) {
            parts.events().accept(new Event.Warning("the model declined to go on"));
        }
        return end();
    }

    /** The model is done, but the person may not be: what they said meanwhile is answered within this turn. */
    private @Nullable TurnOutcome end() throws InterruptedException {
        if (!parts.conversation().get().queued().isEmpty()) {
            return null;
        }
        TurnOutcome outcome = hooks.onTurnEnd(requests, this::inject);
        return outcome == TurnOutcome.FINISHED && !parts.queue().closeIfEmpty() ? null : outcome;
    }

    /** What the person did with this Pod's changes of files since the model was asked last. */
    private void enterNews() throws InterruptedException {
        parts.changes().news().ifPresent(news -> {
            Item.Message message = Item.Message.text(parts.services().ids().apply("i"), Role.USER,
                    news.lines().stream().collect(Collectors.joining("\n- ", REVIEWED + "\n- ", "")));
            parts.journal().recordNow(blobs -> Stream.concat(
                    Stream.of(new Entry.InjectedItem(message, "changes reviewed")),
                    news.entries().stream().map(entry -> entry.apply(blobs))).toList());
            news.heard().run();
        });
    }

    private void enterWhatWaits() {
        parts.queue().enter(input -> parts.events().accept(new Event.Steered(input)));
    }

    private @Nullable TurnOutcome afterTruncation() {
        boolean goesOn = parts.limits().continueTruncated() && !wasContinued;
        parts.events().accept(new Event.Warning("the answer reached the model's token limit"
                + (goesOn ? "; it is asked to go on, once" : " and is not whole")));
        wasContinued = true;
        return goesOn ? null : TurnOutcome.LIMIT_REACHED;
    }

    private ModelAnswer request() throws InterruptedException {
        List<Item> view = prepared();
        requests++;
        parts.events().accept(new Event.RequestStarted(requests));
        SessionState now = parts.conversation().get();
        ModelAnswer answer = modelCall.ask(new ModelRequest(now.systemPrompt(), view, toolSpecs(), now.settings()),
                now.history().size());
        room.sent();
        return answer;
    }

    /** What the model shall see, once there is room for it and no hook wants more. */
    private List<Item> prepared() throws InterruptedException {
        enterWhatWaits();
        room.make();
        enterWhatWaits(); // what was said while a summary was waited for
        Optional<String> wantsLess = hooks.preRequest(requests + 1, viewToAnswer());
        if (wantsLess.isPresent() && room.makeMore()) {
            wantsLess = hooks.preRequest(requests + 1, viewToAnswer());
        }
        wantsLess.ifPresent(hook -> parts.events().accept(
                new Event.Warning("hook " + hook + " asks for a compaction, and none is possible now")));
        return viewToAnswer();
    }

    private List<Item> viewToAnswer() {
        List<Item> view = view();
        if (View.endsWithTheModel(view) && !parts.model().info().continuesOwnMessage()) {
            inject(CONTINUE, "continue");
            view = view();
        }
        return view;
    }

    private List<Item> view() {
        SessionState now = parts.conversation().get();
        return View.of(now.history(), now.marks().pruned().keySet());
    }

    private List<ToolSpec> toolSpecs() throws InterruptedException {
        return parts.tools().get().all().stream()
                .map(tool -> new ToolSpec(tool.name(), tool.description(), tool.schema())).toList();
    }

    private void inject(String text, String reason) {
        Item.Message message = Item.Message.text(parts.services().ids().apply("i"), Role.USER, text);
        parts.journal().recordSoon(new Entry.InjectedItem(message, reason));
    }

    /** Text blocks of one answer, and of an answer that was cut and continued, are one text. */
    private void remember(ModelAnswer answer) {
        String text = answer.items().stream().filter(Item.Message.class::isInstance)
                .map(item -> ((Item.Message) item).text()).collect(Collectors.joining());
        if (!continuesAnswer || lastText == null) {
            lastText = text.isEmpty() ? null : text;
        } else {
            lastText += text;
        }
        continuesAnswer = answer.calls().isEmpty() && (answer.stop() == null || answer.stop() == StopReason.MAX_TOKENS);
    }

    private boolean isAtLimit() {
        Integer max = parts.limits().maxRequests();
        return max != null && requests >= max;
    }

    private static void stopIfCancelled() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Records the outcome, then publishes {@code turnDone}. */
    private TurnEnd finish(TurnOutcome outcome, @Nullable TurnError error) {
        parts.queue().close();
        TurnError failure = recordEnd(outcome, error);
        TurnOutcome last = failure == null ? outcome : TurnOutcome.ERROR;
        TurnError why = failure == null ? error : failure;
        parts.events().accept(new Event.TurnDone(last, why));
        return new TurnEnd(last, why, lastText, usage, requests, lastStop);
    }

    /**
     * Runs the on_abort hooks, if the turn was cancelled or failed. Called after its end was published, so that no hook
     * delays an answer. An interrupt stops the hooks.
     */
    public void runAbortHooks(TurnEnd end) {
        if (end.outcome() == TurnOutcome.CANCELLED || end.outcome() == TurnOutcome.ERROR) {
            TurnError why = end.error();
            hooks.onAbort(new AbortView(parts.journal().session(),
                    why == null ? "cancelled" : why.code() + ": " + why.message()));
        }
    }

    /** The error that keeps the end from being recorded, if there is one. */
    private @Nullable TurnError recordEnd(TurnOutcome outcome, @Nullable TurnError error) {
        try {
            if (outcome != TurnOutcome.PAUSED) {
                toolCalls.closeOpen("Not run: the turn was stopped before.", ToolOutcome.CANCELLED);
            }
            SessionState now = parts.conversation().get();
            if (now.isBegun()) {
                parts.journal().recordNow(
                        new Entry.TurnEnded(outcome, outcome.isInterrupted(), now.turns(), error));
            }
            return null;
        } catch (LogException failure) {
            return error != null ? error : new TurnError("storeFailed", String.valueOf(failure.getMessage()));
        }
    }
}
