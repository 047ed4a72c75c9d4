package dev.podd.turn;

import dev.podd.event.Event;
import dev.podd.event.Tokens;
import dev.podd.log.Entry;
import dev.podd.log.SessionState;
import dev.podd.model.BackOff;
import dev.podd.model.ModelException;
import dev.podd.model.ModelRequest;
import dev.podd.usage.Estimate;
import dev.podd.usage.TokenCounts;
import dev.podd.usage.Usage;
import dev.podd.usage.UsageRecord;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One request to the model, tried again while nothing has come of it and the fault may pass (semantics 4.10): full
 * jitter, doubling from half a second, bounded in count and time, {@code Retry-After} obeyed.
 */
final class ModelCall {
    private final TurnParts parts;
    private final UnaryOperator<Usage> spent;
    /** Faults in a row, those after content too; an answer that ends well sets it back. */
    private int faults;
    private long firstFault;

    /** @param spent adds a request to what the turn has used so far, and says what that is then */
    ModelCall(TurnParts parts, UnaryOperator<Usage> spent) {
        this.parts = parts;
        this.spent = spent;
    }

    /**
     * The recorded answer; its stop is null when it was cut after its first content.
     *
     * @throws ModelException when every try failed, or one that cannot pass
     */
    ModelAnswer ask(ModelRequest request, int historyLength) throws InterruptedException {
        while (true) {
            Outcome outcome = attempt(request, historyLength);
            ModelException fault = outcome.fault();
            if (fault == null) {
                faults = 0;
                return outcome.answer();
            }
            if (++faults == 1) {
                firstFault = parts.services().nanos().getAsLong();
            }
            Duration wait = BackOff.after(fault, faults, parts.services().random());
            if (!mayTryAgain(fault, sinceFirstFault().plus(wait))) {
                throw fault;
            }
            retry(faults + 1, wait, fault);
            if (outcome.hasContent()) {
                return outcome.answer();
            }
        }
    }

    private Duration sinceFirstFault() {
        return Duration.ofNanos(parts.services().nanos().getAsLong() - firstFault);
    }

    private record Outcome(ModelAnswer answer, boolean hasContent, @Nullable ModelException fault) {}

    private Outcome attempt(ModelRequest request, int historyLength) throws InterruptedException {
        try (OpenText openText = new OpenText(parts.journal(), parts.services().sleep())) {
            AnswerRecorder recorder = new AnswerRecorder(parts, openText);
            try {
                parts.model().stream(request, recorder);
                return new Outcome(recorder.answer(), recorder.hasContent(), null);
            } catch (ModelException fault) {
                return new Outcome(recorder.answer(), fault.isPassing() && recorder.hasContent(), fault);
            } finally {
                recorder.answer();
                recordUsage(recorder.tokens(), historyLength);
            }
        }
    }

    private void recordUsage(TokenCounts tokens, int historyLength) {
        if (tokens.equals(TokenCounts.NONE)) {
            return;
        }
        Usage usage = Usage.of(tokens).at(parts.model().info().price());
        UsageRecord record = new UsageRecord(historyLength, usage);
        parts.journal().recordSoon(new Entry.RequestUsage(record));
        SessionState now = parts.conversation().get();
        Usage turn = spent.apply(usage);
        Estimate used = now.occupancy().tokens();
        parts.events().accept(new Event.RequestUsage(usage, turn, now.total(),
                new Tokens(used.tokens(), parts.model().info().contextWindow(), used.source())));
    }

    private boolean mayTryAgain(ModelException fault, Duration atTime) {
        return fault.isPassing() && faults < parts.limits().attempts()
                && atTime.compareTo(parts.limits().retryTime()) <= 0;
    }

    private void retry(int attempt, Duration after, ModelException fault) throws InterruptedException {
        parts.events().accept(new Event.Retry(attempt, after, String.valueOf(fault.getMessage())));
        parts.services().sleep().sleep(after);
    }
}
