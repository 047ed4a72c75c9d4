package dev.podd.turn;

import dev.podd.item.Item;
import dev.podd.model.LanguageModel;
import dev.podd.model.ModelEvent;
import dev.podd.model.ModelInfo;
import dev.podd.model.ModelRequest;
import dev.podd.model.ScriptedModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A model that summarises by script, and says the same ever after; each of its requests is a conversation of its own. */
final class FakeSummariser implements LanguageModel {
    final List<ModelRequest> requests = Collections.synchronizedList(new ArrayList<>());
    private final Deque<ScriptedModel.Answer> script = new ArrayDeque<>();
    private final ScriptedModel.Answer otherwise;
    private @Nullable Long window = 100_000L;

    FakeSummariser(ScriptedModel.Answer otherwise) {
        this.otherwise = otherwise;
    }

    synchronized FakeSummariser then(ScriptedModel.Answer answer) {
        script.add(answer);
        return this;
    }

    FakeSummariser withWindow(long tokens) {
        window = tokens;
        return this;
    }

    /** What it was told in the so-many-th request. */
    String told(int request) {
        return ((Item.Message) requests.get(request).history().getFirst()).text();
    }

    @Override
    public ModelInfo info() {
        return new ModelInfo("scripted", "summariser", window, true, null);
    }

    @Override
    public void stream(ModelRequest request, Consumer<ModelEvent> listener) throws InterruptedException {
        requests.add(request);
        ScriptedModel.Answer answer;
        synchronized (this) {
            answer = script.isEmpty() ? otherwise : script.removeFirst();
        }
        listener.accept(new ModelEvent.Started());
        answer.give(listener);
    }
}
