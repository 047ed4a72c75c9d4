package dev.podd.lsp;

import dev.podd.model.ModelException;
import dev.podd.model.editor.EditorAnswer;
import dev.podd.model.editor.EditorPiece;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One answer of an editor's language model on its way from the reader, which adds pieces and never waits, to the thread that
 * asked. What waits is bounded: an editor that sends more than anybody takes has its answer given up.
 */
final class RunningCompletion {
    /** Characters that wait at most: as many as an answer may have in all. */
    private static final long MAX_WAITING = 8L << 20;
    /** What a piece weighs beside its text. */
    private static final int PIECE = 100;
    /** Heartbeats alone are waited for so many times as long as silence. */
    private static final int HEARTBEATS = 5;

    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final AtomicLong waiting = new AtomicLong();
    private volatile boolean hasOverflowed;
    private volatile boolean hasBegun;

    /** What comes to the thread that asked. */
    private sealed interface Arrival {
        record Piece(EditorPiece piece) implements Arrival {}

        record End(EditorAnswer answer) implements Arrival {}

        record Broken(RuntimeException why) implements Arrival {}
    }

    /** Adds what came in one message. On the reader; returns at once. */
    void add(List<EditorPiece> pieces) {
        hasBegun = true;
        for (EditorPiece piece : pieces) {
            if (hasOverflowed) {
                return;
            }
            if (waiting.addAndGet(weight(piece)) > MAX_WAITING) {
                hasOverflowed = true;
                arrivals.clear();
                arrivals.add(new Arrival.Broken(new ModelException(ModelException.Kind.REFUSED, 0, null,
                        "the editor's model was stopped: more than " + (MAX_WAITING >> 20)
                                + " Mi characters of its answer wait to be taken",
                        null)));
            } else {
                arrivals.add(new Arrival.Piece(piece));
            }
        }
    }

    /** Whether anything has come. */
    boolean hasBegun() {
        return hasBegun;
    }

    /** Waits for the editor's answer, which comes behind all pieces; whatever it throws, the thread that asked throws. */
    void endWith(Supplier<EditorAnswer> answer) {
        Arrival last = new Arrival.Broken(new IllegalStateException("the wait for the editor's answer ended"));
        try {
            last = new Arrival.End(answer.get());
        } catch (RuntimeException broken) {
            last = new Arrival.Broken(broken);
        } finally {
            arrivals.add(last); // after an Error too
        }
    }

    /**
     * Hands the pieces to {@code listener}, on the calling thread, until the answer ends.
     *
     * @param silence the longest pause once something has come
     * @throws ModelException it ended otherwise, or the pause was longer
     */
    EditorAnswer await(Duration silence, Consumer<EditorPiece> listener) throws InterruptedException {
        long saidAt = System.nanoTime();
        boolean hasCome = false;
        while (true) {
            Arrival next = hasCome ? arrivals.poll(silence.toNanos(), TimeUnit.NANOSECONDS) : arrivals.take();
            boolean saysNothing = next instanceof Arrival.Piece(EditorPiece.Heartbeat heartbeat);
            if (!hasCome || !saysNothing) {
                saidAt = System.nanoTime();
            }
            hasCome = true;
            if (saysNothing && System.nanoTime() - saidAt > silence.multipliedBy(HEARTBEATS).toNanos()) {
                throw cut("only says that it is at work for " + silence.multipliedBy(HEARTBEATS).toSeconds() + " s");
            }
            switch (next) {
                case null -> throw cut("fell silent for " + silence.toSeconds() + " s");
                case Arrival.Piece(EditorPiece piece) -> {
                    waiting.addAndGet(-weight(piece));
                    listener.accept(piece);
                }
                case Arrival.End(EditorAnswer answer) -> {
                    return answer;
                }
                case Arrival.Broken(RuntimeException why) -> throw why;
            }
        }
    }

    private static ModelException cut(String what) {
        return new ModelException(ModelException.Kind.CUT, 0, null, "the editor's language model " + what, null);
    }

    private static int weight(@Nullable EditorPiece piece) {
        return PIECE + switch (piece) {
            case EditorPiece.Text text -> text.text().length();
            case EditorPiece.Call call -> call.call().length() + call.name().length() + call.arguments().length();
            case EditorPiece.Heartbeat heartbeat -> 0;
            case null -> 0;
        };
    }
}
