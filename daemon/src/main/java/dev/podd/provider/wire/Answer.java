package dev.podd.provider.wire;

import dev.podd.item.Opaque;
import dev.podd.model.ModelEvent;
import dev.podd.model.StopReason;
import dev.podd.usage.TokenCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it grows: numbers its blocks, joins their deltas and tells the events. A block without content is never
 * told. A tool call whose arguments are not yet JSON is held back until the end, because only the stop reason says
 * whether the model wrote them so or the token limit cut them: half a call must not run.
 */
public final class Answer {
    private final Consumer<ModelEvent> listener;
    private final List<ModelEvent.ToolCallClosed> held = new ArrayList<>();
    private int blocks;
    private boolean hasCalls;

    public Answer(Consumer<ModelEvent> listener) {
        this.listener = listener;
    }

    public Text text() {
        return new Text();
    }

    public Reasoning reasoning() {
        return new Reasoning();
    }

    /** Tells at once that the call has begun. */
    public Call call(String id, String name) {
        Call call = new Call(id, name);
        listener.accept(new ModelEvent.ToolCallOpened(call.block, id, name));
        return call;
    }

    public void tokens(TokenCounts counts) {
        listener.accept(new ModelEvent.Tokens(counts));
    }

    /** Tells the end; {@code END_TURN} and {@code TOOL_CALLS} are put right by whether there are calls. */
    public void finish(StopReason reason) {
        for (ModelEvent.ToolCallClosed call : held) {
            if (CallArguments.isObject(call.arguments())) {
                tell(call);
            } else if (reason != StopReason.MAX_TOKENS) {
                tell(call.arguments().isBlank() ? withoutArguments(call) : call);
            }
        }
        listener.accept(new ModelEvent.Finished(switch (reason) {
            case END_TURN, TOOL_CALLS -> hasCalls ? StopReason.TOOL_CALLS : StopReason.END_TURN;
            case MAX_TOKENS, STOP_SEQUENCE, REFUSAL -> reason;
        }));
    }

    private void tell(ModelEvent.ToolCallClosed call) {
        hasCalls = true;
        listener.accept(call);
    }

    private static ModelEvent.ToolCallClosed withoutArguments(ModelEvent.ToolCallClosed call) {
        return new ModelEvent.ToolCallClosed(call.block(), call.call(), call.name(), "{}");
    }

    /** A block of visible text, numbered when its first words come. */
    public final class Text {
        private final Deltas deltas = new Deltas();
        private int block = -1;

        private Text() {}

        public void add(String delta) {
            String text = deltas.add(delta);
            if (!text.isEmpty()) {
                block = block < 0 ? blocks++ : block;
                listener.accept(new ModelEvent.TextDelta(block, text));
            }
        }

        public boolean isEmpty() {
            return block < 0;
        }

        public void close() {
            if (block >= 0) {
                listener.accept(new ModelEvent.TextClosed(block, deltas.whole()));
            }
        }
    }

    /** A block of reasoning, which may be without words but not without both words and payload. */
    public final class Reasoning {
        private final Deltas deltas = new Deltas();
        private int block = -1;

        private Reasoning() {}

        public void add(String delta) {
            String text = deltas.add(delta);
            if (!text.isEmpty()) {
                block = block < 0 ? blocks++ : block;
                listener.accept(new ModelEvent.ReasoningDelta(block, text));
            }
        }

        public boolean isEmpty() {
            return block < 0;
        }

        public void close(@Nullable Opaque opaque) {
            if (block >= 0 || opaque != null) {
                block = block < 0 ? blocks++ : block;
                listener.accept(new ModelEvent.ReasoningClosed(block, deltas.whole(), opaque));
            }
        }
    }

    /** A tool call, its arguments growing as JSON text. */
    public final class Call {
        private final int block = blocks++;
        private final String id;
        private final String name;
        private final StringBuilder arguments = new StringBuilder();

        private Call(String id, String name) {
            this.id = id;
            this.name = name;
        }

        public void add(String json) {
            arguments.append(json);
        }

        /** Whether no arguments have come. */
        public boolean isEmpty() {
            return arguments.isEmpty();
        }

        /** Puts the whole arguments in place of what was added. */
        public void replace(String json) {
            arguments.setLength(0);
            arguments.append(json);
        }

        public void close() {
            var closed = new ModelEvent.ToolCallClosed(block, id, name, arguments.toString());
            if (held.isEmpty() && CallArguments.isObject(closed.arguments())) {
                tell(closed);
            } else {
                held.add(closed);
            }
        }
    }
}
