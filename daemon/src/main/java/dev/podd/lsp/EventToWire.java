package dev.podd.lsp;

import dev.podd.event.Event;
import dev.podd.event.PodEvent;
import dev.podd.lsp.wire.ItemTypes.WireToolKind;
import dev.podd.lsp.wire.ItemTypes.WireToolOutcome;
import dev.podd.lsp.wire.PodTypes.PodEventParams;
import dev.podd.lsp.wire.PodTypes.WireEvent;

/** What happens in a Pod as editors get it. */
final class EventToWire {
    private final ItemToWire items;

    EventToWire(ItemToWire items) {
        this.items = items;
    }

    PodEventParams event(PodEvent event) {
        return new PodEventParams(event.pod(), event.session(), event.seq(), event(event.event()));
    }

    private WireEvent event(Event event) {
        return switch (event) {
            case Event.TurnStarted started -> new WireEvent.TurnStarted();
            case Event.RequestStarted started -> new WireEvent.RequestStarted(started.request());
            case Event.TextDelta delta -> new WireEvent.TextDelta(delta.item(), delta.text());
            case Event.ReasoningDelta delta -> new WireEvent.ReasoningDelta(delta.item(), delta.text());
            case Event.ItemDone done -> new WireEvent.ItemDone(items.item(done.item()));
            case Event.ToolCallStarted call -> new WireEvent.ToolCallStarted(call.call(), call.name(), call.title(),
                    WireToolKind.valueOf(call.kind().name()), ItemToWire.locations(call.locations()));
            case Event.ToolCallOutput output -> new WireEvent.ToolCallOutput(output.call(), output.text());
            case Event.ToolCallDone done -> new WireEvent.ToolCallDone(done.call(),
                    WireToolOutcome.valueOf(done.outcome().name()), done.summary(), done.body(), done.diff());
            case Event.RequestUsage used -> new WireEvent.Usage(used.usage().input(), used.usage().cacheRead(),
                    used.usage().cacheWrite(), used.usage().output(), used.usage().cost(),
                    ToWire.usage(used.turn()), ToWire.usage(used.session()), ToWire.tokens(used.tokens()));
            case Event.Retry retry -> new WireEvent.Retry(retry.attempt(), retry.after().toMillis(), retry.reason());
            case Event.Steered steered -> new WireEvent.Steered(items.item(steered.item()));
            case Event.CompactionStarted started -> new WireEvent.CompactionStarted(started.background());
            case Event.CompactionDone done -> new WireEvent.CompactionDone(done.before(), done.after());
            case Event.CompactionFailed failed -> new WireEvent.CompactionFailed(failed.reason(), failed.failures(),
                    failed.disabled());
            case Event.SessionForked forked -> new WireEvent.SessionForked(forked.from(), forked.session());
            case Event.Warning warning -> new WireEvent.Warning(warning.message());
            case Event.TurnDone done -> new WireEvent.TurnDone(ToWire.outcome(done.outcome()),
                    ToWire.error(done.error()));
        };
    }
}
