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
 * Builds one answer of a model from a wire format's events: numbers its blocks, joins their deltas, gives each tool call an
 * id of its own and passes the model events to the listener. A block without content is not reported. A tool call whose
 * arguments are not yet JSON is held back until the end, because only the stop reason tells whether the model wrote them so
 * or the token limit cut them: half a call must not run. Text, reasoning and arguments are bounded: each method that adds
 * to them throws {@link AnswerTooLong} above 8 Mi characters in all.
 */
public final class AnswerBuilder {
    /** Characters of text, reasoning and arguments together: several times what any model writes in one answer. */
    private static final int MAX_LENGTH = 8 << 20;
    /** What a block weighs that holds next to nothing. */
    private static final int BLOCK_LENGTH = 1000;
    /** What a tool call weighs beside its arguments: it costs a thread and a result, so that 256 are enough. */
    private static final int CALL_LENGTH = MAX_LENGTH / 256;

    private final CallIds ids;
    private final Consumer<ModelEvent> listener;
    private final List<ModelEvent.ToolCallClosed> held = new ArrayList<>();
    private int blocks;
    private boolean hasCalls;
    private long length;

    public AnswerBuilder(CallIds ids, Consumer<ModelEvent> listener) {
        this.ids = ids;
        this.listener = listener;
    }

    public Text text() {
        return new Text();
    }

    public Reasoning reasoning() {
        return new Reasoning();
    }

    /**
     * Opens a tool call and reports it.
     *
     * @param offeredId the server's id for it; a blank, repeated or overlong one is replaced
     */
    public Call call(String offeredId, String name) {
        grow(name.length() + CALL_LENGTH);
        Call call = new Call(ids.unique(offeredId), name);
        listener.accept(new ModelEvent.ToolCallOpened(call.block, call.id, name));
        return call;
    }

    /** Reports the tokens so far. */
    public void tokens(TokenCounts counts) {
        listener.accept(new ModelEvent.Tokens(counts));
    }

    /** Reports the end; of {@code END_TURN} and {@code TOOL_CALLS} the one that fits, whichever the server named. */
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

    /** Counts a block that a reader holds open, with or without content. */
    public void begin() {
        grow(BLOCK_LENGTH);
    }

    private int open() {
        begin();
        return blocks++;
    }

    /**
     * Counts characters towards the limit; a reader calls it for what it keeps itself.
     *
     * @throws AnswerTooLong above the limit
     */
    public void grow(int characters) {
        length += characters;
        if (length > MAX_LENGTH) {
            throw new AnswerTooLong("its answer is longer than " + (MAX_LENGTH >> 20) + " Mi characters");
        }
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
            grow(delta.length());
            String text = deltas.add(delta);
            if (!text.isEmpty()) {
                block = block < 0 ? open() : block;
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
            grow(delta.length());
            String text = deltas.add(delta);
            if (!text.isEmpty()) {
                block = block < 0 ? open() : block;
                listener.accept(new ModelEvent.ReasoningDelta(block, text));
            }
        }

        public boolean isEmpty() {
            return block < 0;
        }

        public void close(@Nullable Opaque opaque) {
            if (block >= 0 || opaque != null) {
                block = block < 0 ? open() : block;
                listener.accept(new ModelEvent.ReasoningClosed(block, deltas.whole(), opaque));
            }
        }
    }

    /** A tool call, its arguments growing as JSON text. */
    public final class Call {
        private final int block = open();
        private final String id;
        private final String name;
        private final StringBuilder arguments = new StringBuilder();

        private Call(String id, String name) {
            this.id = id;
            this.name = name;
        }

        public void add(String json) {
            grow(json.length());
            arguments.append(json);
        }

        /** Whether no arguments have come. */
        public boolean isEmpty() {
            return arguments.isEmpty();
        }

        /** Puts the whole arguments in place of what was added. */
        public void replace(String json) {
            grow(json.length());
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
