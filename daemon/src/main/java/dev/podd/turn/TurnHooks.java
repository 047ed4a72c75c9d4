package dev.podd.turn;

import dev.podd.event.Event;
import dev.podd.hook.AbortView;
import dev.podd.hook.CallDecision;
import dev.podd.hook.CallView;
import dev.podd.hook.Hook;
import dev.podd.hook.PromptDecision;
import dev.podd.hook.PromptView;
import dev.podd.hook.RequestDecision;
import dev.podd.hook.RequestView;
import dev.podd.hook.ResultDecision;
import dev.podd.hook.ResultView;
import dev.podd.hook.TurnEndDecision;
import dev.podd.hook.TurnEndView;
import dev.podd.item.Item;
import dev.podd.item.TurnOutcome;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Asks a Pod's hooks at each point; the first that does not say continue decides, and is asked last. */
final class TurnHooks {
    private final TurnParts parts;

    TurnHooks(TurnParts parts) {
        this.parts = parts;
    }

    /** Whether there are hooks that decide about inputs. */
    boolean decideAboutInputs() {
        return !parts.hooks().at(Hook.OnPromptSubmit.class).isEmpty();
    }

    /** Why the input is refused, if it is. */
    Optional<String> onPromptSubmit(Item.Message input, List<Item> before) throws InterruptedException {
        PromptView view = new PromptView(session(), input, before);
        for (Hook.OnPromptSubmit hook : parts.hooks().at(Hook.OnPromptSubmit.class)) {
            switch (hook.onPromptSubmit(view)) {
                case PromptDecision.Continue go -> {}
                case PromptDecision.Refuse refuse -> {
                    return Optional.of(refuse.reason());
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The name of the hook that wants a compaction first, if one does.
     *
     * @throws TurnFailedException a hook gave the request up
     */
    Optional<String> preRequest(int request, List<Item> history) throws InterruptedException {
        RequestView view = new RequestView(session(), request, history);
        for (Hook.PreRequest hook : parts.hooks().at(Hook.PreRequest.class)) {
            switch (hook.preRequest(view)) {
                case RequestDecision.Continue go -> {}
                case RequestDecision.Cancel cancel -> throw TurnFailedException.aborted(cancel.reason());
                case RequestDecision.Yield yield -> {
                    return Optional.of(hook.name());
                }
            }
        }
        return Optional.empty();
    }

    CallDecision preToolCall(CallView view) throws InterruptedException {
        for (Hook.PreToolCall hook : parts.hooks().at(Hook.PreToolCall.class)) {
            CallDecision decision = hook.preToolCall(view);
            if (!(decision instanceof CallDecision.Continue)) {
                return decision;
            }
        }
        return new CallDecision.Continue();
    }

    /** @throws TurnFailedException a hook aborts the turn */
    void postToolCall(ResultView view) throws InterruptedException {
        for (Hook.PostToolCall hook : parts.hooks().at(Hook.PostToolCall.class)) {
            switch (hook.postToolCall(view)) {
                case ResultDecision.Continue go -> {}
                case ResultDecision.Abort abort -> throw TurnFailedException.aborted(abort.reason());
            }
        }
    }

    /** How the turn ends, or null when {@code inject} was given messages to go on with. */
    @Nullable TurnOutcome onTurnEnd(int requests, BiConsumer<String, String> inject) throws InterruptedException {
        TurnEndView view = new TurnEndView(session(), requests, parts.conversation().get().history());
        for (Hook.OnTurnEnd hook : parts.hooks().at(Hook.OnTurnEnd.class)) {
            switch (hook.onTurnEnd(view)) {
                case TurnEndDecision.Finish finish -> {}
                case TurnEndDecision.Pause pause -> {
                    return TurnOutcome.PAUSED;
                }
                case TurnEndDecision.ContinueWith more -> {
                    more.messages().forEach(text -> inject.accept(text, "hook " + hook.name()));
                    return null;
                }
            }
        }
        return TurnOutcome.FINISHED;
    }

    void onAbort(AbortView view) {
        for (Hook.OnAbort hook : parts.hooks().at(Hook.OnAbort.class)) {
            try {
                hook.onAbort(view);
            } catch (RuntimeException bug) {
                warn("hook " + hook.name() + " failed: " + parts.services().bugs().report("hook " + hook.name(), bug)
                        .message());
            }
        }
    }

    String session() {
        return parts.journal().session();
    }

    private void warn(String message) {
        parts.events().accept(new Event.Warning(message));
    }
}
