package dev.podd.provider.offline;

import dev.podd.json.Json;
import dev.podd.model.LanguageModel;
import dev.podd.model.ModelEvent;
import dev.podd.model.ModelInfo;
import dev.podd.model.ModelRequest;
import dev.podd.model.StopReason;
import dev.podd.usage.TokenCounts;
import java.util.List;
import java.util.function.Consumer;

/**
 * No language model, and it says so in every answer. It behaves like one, so that everything around a model is at work:
 * it takes the person's question, asks for searches as tool calls, reads their results in the history, and at last
 * answers with the passages that fit best. The same conversation always gives the same answer.
 */
public final class OfflineModel implements LanguageModel {
    private static final ModelInfo INFO = new ModelInfo("offline", "offline", 1_000_000L, true);
    private static final int BYTES_PER_TOKEN = 4;
    private static final int DELTA = 40;

    @Override
    public ModelInfo info() {
        return INFO;
    }

    @Override
    public void stream(ModelRequest request, Consumer<ModelEvent> listener) throws InterruptedException {
        listener.accept(new ModelEvent.Started());
        NextStep reply = reply(request);
        switch (reply) {
            case NextStep.Say say -> say(say.text(), listener);
            case NextStep.Ask ask -> ask(ask.calls(), request.history().size(), listener);
        }
        long input = Json.writeBytes(request).length / BYTES_PER_TOKEN;
        long output = Json.writeBytes(reply).length / BYTES_PER_TOKEN;
        listener.accept(new ModelEvent.Tokens(new TokenCounts(input, null, null, output)));
        listener.accept(new ModelEvent.Finished(
                reply instanceof NextStep.Ask ? StopReason.TOOL_CALLS : StopReason.END_TURN));
    }

    private static NextStep reply(ModelRequest request) {
        return request.tools().isEmpty() ? new NextStep.Say(Extract.of(request.history()))
                : new Inquiry(OfflineExchange.latest(request)).next();
    }

    private static void say(String text, Consumer<ModelEvent> listener) throws InterruptedException {
        for (int at = 0; at < text.length();) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            int end = endOfDelta(text, at);
            listener.accept(new ModelEvent.TextDelta(0, text.substring(at, end)));
            at = end;
        }
        listener.accept(new ModelEvent.TextClosed(0, text));
    }

    /** After a space or a line end, so that words come whole. */
    private static int endOfDelta(String text, int start) {
        int end = Math.min(text.length(), start + DELTA);
        while (end < text.length() && !Character.isWhitespace(text.charAt(end - 1))) {
            end++;
        }
        return end;
    }

    private static void ask(List<NextStep.Call> calls, int history, Consumer<ModelEvent> listener) {
        for (int i = 0; i < calls.size(); i++) {
            NextStep.Call call = calls.get(i);
            String id = "offline_" + history + "_" + i;
            listener.accept(new ModelEvent.ToolCallOpened(i, id, call.tool()));
            listener.accept(new ModelEvent.ToolCallClosed(i, id, call.tool(), Json.write(call.arguments())));
        }
    }
}
