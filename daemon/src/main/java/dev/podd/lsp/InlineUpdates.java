package dev.podd.lsp;

import dev.podd.inline.InlineState;
import dev.podd.lsp.wire.InlineTypes.WireInline;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells an editor how one inline edit comes along: at once that it begins, then the newest text, at most 20 times a second.
 * Safe on every thread.
 */
final class InlineUpdates implements Consumer<InlineState>, AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Editor editor;
    private final Function<InlineState, WireInline> toWire;
    private @Nullable InlineState latest; // guarded by this
    private String coming = ""; // guarded by this
    private boolean hasBegun; // guarded by this
    private boolean isTelling; // guarded by this
    private boolean isClosed; // guarded by this

    InlineUpdates(Editor editor, Function<InlineState, WireInline> toWire) {
        this.editor = editor;
        this.toWire = toWire;
    }

    @Override
    public synchronized void accept(InlineState state) {
        if (!isClosed && !hasBegun) {
            hasBegun = true;
            editor.tell("inline/update", toWire.apply(state));
            return;
        }
        if (state.coming().equals(coming)) {
            return;
        }
        coming = state.coming();
        latest = state;
        if (!isTelling && !isClosed) {
            isTelling = true;
            Thread.ofVirtual().name("inline/update").start(this::tell);
        }
    }

    private void tell() {
        try {
            while (tellNext()) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean tellNext() {
        InlineState next = latest;
        latest = null;
        isTelling = next != null && !isClosed;
        if (isTelling && next != null) {
            editor.tell("inline/update", toWire.apply(next));
        }
        return isTelling;
    }

    /** Nothing is told after this returns. */
    @Override
    public synchronized void close() {
        isClosed = true;
    }
}
