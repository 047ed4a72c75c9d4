package dev.podd.acp;

import dev.podd.acp.wire.ContentBlock;
import dev.podd.acp.wire.SessionUpdate;
import dev.podd.acp.wire.SessionUpdate.CompactionStatus;
import dev.podd.acp.wire.SessionUpdate.Kind;
import dev.podd.acp.wire.SessionUpdate.Severity;
import dev.podd.acp.wire.SessionUpdate.Status;
import dev.podd.acp.wire.ToolCallContent;
import dev.podd.event.Event;
import dev.podd.item.Item;
import dev.podd.item.ToolOutcome;
import dev.podd.jsonrpc.JsonText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens in a Pod, as a client is told of it. One thread at a time. */
final class EventToUpdates {
    /** Characters of a running command's output that are shown: each update has all of them. */
    private static final int MOST_OUTPUT = 8 * 1024;

    private final AcpClient client;
    private final Path folder;
    /** What running calls have printed, as far as it is shown. */
    private final Map<String, StringBuilder> outputs = new HashMap<>();
    private final Map<String, Item.ToolCall> asked = new HashMap<>();
    private final Set<String> begun = new HashSet<>();
    private int compactions;

    /** @param folder the Pod's working directory */
    EventToUpdates(AcpClient client, Path folder) {
        this.client = client;
        this.folder = folder;
    }

    List<SessionUpdate> updates(Event event) {
        return switch (event) {
            case Event.TextDelta delta -> List.of(
                    new SessionUpdate.AgentMessageChunk(new ContentBlock.Text(delta.text()), delta.item()));
            case Event.ReasoningDelta delta -> List.of(
                    new SessionUpdate.AgentThoughtChunk(new ContentBlock.Text(delta.text()), delta.item()));
            case Event.ItemDone done -> done.item() instanceof Item.ToolCall call ? asked(call) : List.of();
            case Event.ToolCallStarted call -> List.of(started(call));
            case Event.ToolCallOutput output -> List.of(printed(output));
            case Event.ToolCallDone done -> done(done);
            case Event.RequestUsage used -> ItemToUpdates.usage(used.tokens(), used.session());
            case Event.Retry retry -> note("The model is asked again: " + retry.reason());
            case Event.Steered steered -> ItemToUpdates.said(steered.item());
            case Event.CompactionStarted started -> compaction(++compactions, CompactionStatus.IN_PROGRESS, null);
            case Event.CompactionDone done -> client.hasCompactions()
                    ? compaction(compactions, CompactionStatus.COMPLETED, null)
                    : note("Older history was summarised: " + done.before() + " → " + done.after() + " tokens");
            case Event.CompactionFailed failed -> client.hasCompactions()
                    ? compaction(compactions, CompactionStatus.FAILED, failed.reason())
                    : note("Older history could not be summarised: " + failed.reason());
            case Event.SessionForked forked -> note("The conversation goes on in session " + forked.session());
            case Event.Warning warning -> note(warning.message());
            case Event.TurnStarted nothing -> List.of();
            case Event.RequestStarted nothing -> List.of();
            case Event.TurnDone nothing -> ended();
        };
    }

    private List<SessionUpdate> note(String words) {
        return note(client, words);
    }

    /** A word of Podd's own to the person. */
    static List<SessionUpdate> note(AcpClient client, String words) {
        return List.of(client.hasNotices() ? new SessionUpdate.Notice(Severity.WARNING, words)
                : new SessionUpdate.AgentThoughtChunk(new ContentBlock.Text("[Podd] " + words + "\n\n"), null));
    }

    private List<SessionUpdate> compaction(int number, CompactionStatus status, @Nullable String error) {
        return client.hasCompactions()
                ? List.of(new SessionUpdate.CompactionUpdate("compaction-" + number, status, error)) : List.of();
    }

    private List<SessionUpdate> ended() {
        outputs.clear();
        asked.clear();
        begun.clear();
        return List.of();
    }

    private List<SessionUpdate> asked(Item.ToolCall call) {
        asked.put(call.call(), call);
        return ItemToUpdates.plan(call);
    }

    private SessionUpdate started(Event.ToolCallStarted call) {
        begun.add(call.call());
        Item.ToolCall known = asked.get(call.call());
        JsonText input = known == null ? null : ItemToUpdates.input(known);
        return new SessionUpdate.ToolCall(call.call(), call.title(), call.name(), ItemToUpdates.kind(call.kind()),
                Status.IN_PROGRESS, List.of(), ItemToUpdates.locations(call.locations()), input);
    }

    private SessionUpdate printed(Event.ToolCallOutput output) {
        StringBuilder all = outputs.computeIfAbsent(output.call(), call -> new StringBuilder());
        all.append(output.text());
        if (all.length() > MOST_OUTPUT) {
            all.delete(0, all.length() - MOST_OUTPUT);
        }
        return new SessionUpdate.ToolCallUpdate(output.call(), null, List.of(ItemToUpdates.quoted(all.toString())),
                null);
    }

    /** One that never began is told all at once. */
    private List<SessionUpdate> done(Event.ToolCallDone done) {
        outputs.remove(done.call());
        Item.ToolCall call = asked.remove(done.call());
        List<ToolCallContent> content = new ArrayList<>();
        if (done.diff() == null) {
            content.addAll(ItemToUpdates.result(done.summary(), done.body()));
        } else {
            content.addAll(UnifiedDiff.changes(done.diff(), folder));
        }
        Status status = done.outcome() == ToolOutcome.OK ? Status.COMPLETED : Status.FAILED;
        return List.of(begun.remove(done.call()) || call == null
                ? new SessionUpdate.ToolCallUpdate(done.call(), status, content, null)
                : new SessionUpdate.ToolCall(done.call(), call.name(), call.name(), Kind.OTHER, status, content,
                        List.of(), ItemToUpdates.input(call)));
    }
}
