package dev.podd.model;

import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.usage.Price;
import dev.podd.usage.TokenCounts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A model that answers by script and looks at every request: each tool call must have exactly one result, and each
 * request must extend the one before.
 */
public final class ScriptedModel implements LanguageModel {
    private final Deque<Answer> script = new ArrayDeque<>();
    private final List<ModelRequest> requests = new ArrayList<>();
    private final List<ModelRequest> summaries = new ArrayList<>();
    private boolean continuesOwnMessage;
    private @Nullable Price price;

    /** One answer. */
    @FunctionalInterface
    public interface Answer {
        void give(Consumer<ModelEvent> listener) throws InterruptedException;
    }

    public ScriptedModel then(Answer answer) {
        script.add(answer);
        return this;
    }

    /** From here on requests are of another conversation. */
    public ScriptedModel forget() {
        requests.clear();
        return this;
    }

    public ScriptedModel thatContinuesItself() {
        continuesOwnMessage = true;
        return this;
    }

    public ScriptedModel thatCosts(Price what) {
        price = what;
        return this;
    }

    public List<ModelRequest> requests() {
        return List.copyOf(requests);
    }

    /** Requests that asked for a summary; each is a conversation of its own. */
    public List<ModelRequest> summaries() {
        return List.copyOf(summaries);
    }

    private static boolean isForSummary(ModelRequest request) {
        return request.systemPrompt() != null
                && request.systemPrompt().startsWith("You are a context compaction assistant");
    }

    public boolean isScriptDone() {
        return script.isEmpty();
    }

    @Override
    public ModelInfo info() {
        return new ModelInfo("scripted", "script-1", 100_000L, continuesOwnMessage, price);
    }

    @Override
    public void stream(ModelRequest request, Consumer<ModelEvent> listener) throws InterruptedException {
        Answer answer = next(request);
        listener.accept(new ModelEvent.Started());
        answer.give(listener);
    }

    private synchronized Answer next(ModelRequest request) {
        requireBalancedCalls(request);
        if (isForSummary(request)) {
            summaries.add(request);
        } else {
            requireExtension(request);
            requests.add(request);
        }
        Answer answer = script.poll();
        if (answer == null) {
            throw new AssertionError("request " + requests.size() + " is not in the script: " + request.history());
        }
        return answer;
    }

    /** A whole answer of one text, in two deltas. */
    public static Answer says(String text) {
        return says(text, StopReason.END_TURN);
    }

    public static Answer says(String text, StopReason stop) {
        return listener -> {
            int half = text.length() / 2;
            listener.accept(new ModelEvent.TextDelta(0, text.substring(0, half)));
            listener.accept(new ModelEvent.TextDelta(0, text.substring(half)));
            listener.accept(new ModelEvent.TextClosed(0, text));
            listener.accept(new ModelEvent.Tokens(new TokenCounts(100L, 10L, 5L, 7L)));
            listener.accept(new ModelEvent.Finished(stop));
        };
    }

    /** An answer of tool calls: id, name and arguments each. */
    public static Answer calls(String... idNameArguments) {
        return listener -> {
            for (int i = 0; i < idNameArguments.length; i += 3) {
                listener.accept(new ModelEvent.ToolCallOpened(i / 3, idNameArguments[i], idNameArguments[i + 1]));
                listener.accept(new ModelEvent.ToolCallClosed(i / 3, idNameArguments[i], idNameArguments[i + 1],
                        idNameArguments[i + 2]));
            }
            listener.accept(new ModelEvent.Finished(StopReason.TOOL_CALLS));
        };
    }

    public static Answer fails(ModelException failure) {
        return listener -> {
            throw failure;
        };
    }

    /** Says a part, then breaks off. */
    public static Answer saysThenFails(String part, ModelException failure) {
        return listener -> {
            listener.accept(new ModelEvent.TextDelta(0, part));
            throw failure;
        };
    }

    /** Says a part, tells that it has, and then nothing more until it is stopped. */
    public static Answer saysThenHangs(String part, CountDownLatch said) {
        return listener -> {
            listener.accept(new ModelEvent.TextDelta(0, part));
            said.countDown();
            new CountDownLatch(1).await();
        };
    }

    private static void requireBalancedCalls(ModelRequest request) {
        Set<String> open = new HashSet<>();
        Set<String> seen = new HashSet<>();
        for (Item item : request.history()) {
            if (item instanceof Item.ToolCall call && (!seen.add(call.call()) || !open.add(call.call()))) {
                throw new AssertionError("call " + call.call() + " stands twice in the request");
            }
            if (item instanceof Item.ToolResult result && !open.remove(result.call())) {
                throw new AssertionError("result of " + result.call() + " has no open call");
            }
            if (item instanceof Item.Message && !open.isEmpty()) {
                throw new AssertionError("a message stands between calls and results: " + open);
            }
        }
        if (!open.isEmpty()) {
            throw new AssertionError("calls without a result in the request: " + open);
        }
    }

    /** Whether another summary stands at the beginning than before. */
    private static boolean isCompacted(ModelRequest before, ModelRequest now) {
        return now.history().getFirst() instanceof Item.Message summary && summary.role() == Role.SYSTEM
                && !now.history().getFirst().equals(before.history().getFirst());
    }

    private static boolean isSameOrPruned(Item before, Item now) {
        return now.equals(before) || (before instanceof Item.ToolResult whole && now.equals(
                new Item.ToolResult(whole.id(), whole.call(), whole.outcome(), whole.summary(), null)));
    }

    private void requireExtension(ModelRequest request) {
        if (requests.isEmpty()) {
            return;
        }
        ModelRequest before = requests.getLast();
        boolean extendsIt = isCompacted(before, request) || (request.history().size() >= before.history().size()
                && IntStream.range(0, before.history().size())
                        .allMatch(i -> isSameOrPruned(before.history().get(i), request.history().get(i))));
        if (!extendsIt || !request.tools().equals(before.tools())) {
            throw new AssertionError("request does not extend the one before:\n" + before.history() + "\n"
                    + request.history());
        }
    }
}
