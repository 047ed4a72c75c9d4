package dev.podd.turn;

import dev.podd.event.Event;
import dev.podd.hook.Hooks;
import dev.podd.model.LanguageModel;
import dev.podd.tool.OutputLimit;

import java.util.function.Consumer;

/**
 * All that a turn works with; fixed while it runs.
 *
 * @param prompt renders the system prompt, asked once before the first request
 * @param gate   decides whether a tool call may run
 * @param queue  what the person says while the turn runs
 * @param changes takes note of what tools change in files
 * @param events told on any thread, in order
 */
public record TurnParts(LanguageModel model, OfferedTools tools, OutputLimit outputLimit, Hooks hooks, Gate gate,
        PromptSource prompt, Journal journal, ConversationCell conversation,
        InputQueue queue, Compactions compactions, FileChanges changes, Limits limits, Consumer<Event> events,
        TurnServices services) {}
