package dev.podd.compaction;

import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.item.Utf8;
import dev.podd.model.BackOff;
import dev.podd.model.LanguageModel;
import dev.podd.model.ModelEvent;
import dev.podd.model.ModelException;
import dev.podd.model.ModelRequest;
import dev.podd.model.RequestSettings;
import dev.podd.model.StopReason;
import dev.podd.prompt.SummaryPrompt;
import dev.podd.usage.TokenCounts;
import dev.podd.usage.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model for a summary, in a conversation of its own that ends with the answer. It is offered no tools. What does
 * not fit its window goes in parts, whose summaries are joined.
 */
public final class Summariser {
    /** Bytes for a token, cautiously: code and other languages than English have fewer. */
    private static final int BYTES_PER_TOKEN = 3;
    /** Of the window, for the prompt and for what a tokenizer counts beside the text. */
    private static final int RESERVED_TOKENS = 1000;
    private static final long UNKNOWN_WINDOW = 100_000;
    private static final int SMALLEST_PART = 2000;
    /** How much more a model may say that has thought until no room was left for the summary. */
    private static final long ROOM_TO_THINK = 4;

    /** With room for names and paths. */
    private static final int TOKENS_PER_WORD = 2;

    private final LanguageModel model;
    private final int maxTokens;
    private final int attempts;
    private final Pause pause;
    private final DoubleSupplier random;
    private final Consumer<Usage> spent;
    private final long words;

    /** Waits for a while, stopped by interrupt. */
    @FunctionalInterface
    public interface Pause {
        void pause(Duration duration) throws InterruptedException;
    }

    /**
     * @param maxTokens that a summary may have
     * @param room      tokens of it that are of use; the model is asked to stay below
     * @param attempts  tries of one request in all
     * @param spent     told of each request's tokens, also of one that led to nothing
     */
    public Summariser(LanguageModel model, int maxTokens, long room, int attempts, Pause pause, DoubleSupplier random,
            Consumer<Usage> spent) {
        this.model = model;
        this.maxTokens = maxTokens;
        this.words = room / TOKENS_PER_WORD;
        this.attempts = attempts;
        this.pause = pause;
        this.random = random;
        this.spent = spent;
    }

    /**
     * @throws SummaryFailedException the model gave none that is whole
     * @throws InterruptedException   the caller was stopped
     */
    public String summarise(List<Item> older) throws InterruptedException {
        return summarise(Overview.blocks(older), room(), false);
    }

    private int room() {
        Long window = model.info().contextWindow();
        long tokens = (window == null ? UNKNOWN_WINDOW : window) - maxTokens - RESERVED_TOKENS;
        return Math.clamp(tokens * BYTES_PER_TOKEN, SMALLEST_PART, Integer.MAX_VALUE);
    }

    /** A model that says it was too much gets half of it at a time. */
    private String summarise(List<String> blocks, int room, boolean isJoining) throws InterruptedException {
        List<String> parts = Parts.of(blocks, room);
        try {
            return parts.size() == 1 ? ask(parts.getFirst(), isJoining) : joined(parts, room, isJoining);
        } catch (ModelException fault) {
            if (fault.kind() == ModelException.Kind.CONTEXT_OVERFLOW && room / 2 >= SMALLEST_PART) {
                return summarise(blocks, room / 2, isJoining);
            }
            throw new SummaryFailedException("the model that summarises failed: " + fault.getMessage(), fault);
        }
    }

    private String joined(List<String> parts, int room, boolean isJoining) throws InterruptedException {
        List<String> summaries = new ArrayList<>();
        long bytes = 0;
        for (String part : parts) {
            String summary = ask(part, isJoining);
            bytes += Utf8.length(summary);
            summaries.add("[Part " + (summaries.size() + 1) + " of " + parts.size() + "]\n" + summary);
        }
        if (bytes * 2 > parts.stream().mapToLong(Utf8::length).sum()) {
            throw new SummaryFailedException(
                    "summaries of " + parts.size() + " parts are hardly shorter than the parts");
        }
        return summarise(summaries, room, true);
    }

    private String ask(String text, boolean isJoining) throws InterruptedException {
        ModelRequest request = new ModelRequest(SummaryPrompt.text(isJoining, words),
                List.of(Item.Message.text("summary-input", Role.USER, text)), List.of(),
                new RequestSettings(maxTokens, 0.0, null, List.of(), null));
        for (int failures = 1;; failures++) {
            try {
                return answer(request);
            } catch (ModelException fault) {
                if (!fault.isPassing() || failures >= attempts) {
                    throw fault;
                }
                pause.pause(BackOff.after(fault, failures, random));
            }
        }
    }

    private String answer(ModelRequest request) throws InterruptedException {
        Listener heard = new Listener();
        try {
            model.stream(request, heard);
        } finally {
            if (!heard.tokens.equals(TokenCounts.NONE)) {
                spent.accept(Usage.of(heard.tokens).at(model.info().price()));
            }
        }
        if (heard.stop == StopReason.MAX_TOKENS) {
            if (heard.hasThought() && maxTokens < Integer.MAX_VALUE
                    && Objects.equals(request.settings().maxTokens(), maxTokens)) {
                return answer(withRoomToThink(request));
            }
            throw new SummaryFailedException("the summary did not end within " + maxTokens + " tokens");
        }
        if (heard.stop == StopReason.REFUSAL) {
            throw new SummaryFailedException("the model declined to summarise");
        }
        if (heard.stop == StopReason.TOOL_CALLS) {
            throw new SummaryFailedException("the model called a tool in place of a summary");
        }
        if (heard.text.toString().isBlank()) {
            throw new SummaryFailedException("the summary is empty");
        }
        return heard.text.toString().strip();
    }

    /** Models count their thoughts against the tokens that they may answer with. */
    private ModelRequest withRoomToThink(ModelRequest request) {
        int more = Math.clamp(maxTokens * ROOM_TO_THINK, maxTokens, Integer.MAX_VALUE);
        return new ModelRequest(request.systemPrompt(), request.history(), request.tools(),
                new RequestSettings(more, 0.0, null, List.of(), null));
    }

    /** Keeps the text; whatever else a model says is no summary. */
    private static final class Listener implements Consumer<ModelEvent> {
        private final StringBuilder text = new StringBuilder();
        private TokenCounts tokens = TokenCounts.NONE;
        private @Nullable StopReason stop;
        private boolean thinks;

        /** Some hide their thoughts altogether, and say nothing at all then. */
        boolean hasThought() {
            return thinks || text.toString().isBlank();
        }

        @Override
        public void accept(ModelEvent event) {
            switch (event) {
                case ModelEvent.TextClosed closed -> text.append(closed.text()).append('\n');
                case ModelEvent.Tokens reported -> tokens = tokens.updatedBy(reported.counts());
                case ModelEvent.Finished finished -> stop = finished.reason();
                case ModelEvent.Started any -> {
                }
                case ModelEvent.TextDelta any -> {
                }
                case ModelEvent.ReasoningDelta any -> thinks = true;
                case ModelEvent.ReasoningClosed any -> thinks = true;
                case ModelEvent.ToolCallOpened any -> {
                }
                case ModelEvent.ToolCallClosed any -> {
                }
            }
        }
    }
}
