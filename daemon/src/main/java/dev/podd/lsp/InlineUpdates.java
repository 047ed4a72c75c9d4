package dev.podd.lsp;

import dev.podd.inline.InlineState;
import dev.podd.lsp.wire.InlineTypes.WireInline;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells an editor how one inline edit comes along: at once that it begins, then the newest text, at most 20 times a second.
 * Safe on every thread.
 */
final class InlineUpdates implements Consumer<Supplier<InlineState>>, AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Editor editor;
    private final Function<InlineState, WireInline> toWire;
    private @Nullable Supplier<InlineState> latest; // guarded by this
    private String coming = ""; // the telling thread's
    private boolean hasBegun; // guarded by this
    private boolean isTelling; // guarded by this
    private boolean isClosed; // guarded by this

    InlineUpdates(Editor editor, Function<InlineState, WireInline> toWire) {
        this.editor = editor;
        this.toWire = toWire;
    }

    @Override
    public void accept(Supplier<InlineState> step) {
        if (isFirst()) {
            tell(step.get());
            return;
        }
        synchronized (this) {
            latest = step;
            if (!isTelling && !isClosed) {
                isTelling = true;
                Thread.ofVirtual().name("inline/update").start(this::tell);
            }
        }
    }

    private synchronized boolean isFirst() {
        boolean isFirst = !hasBegun;
        hasBegun = true;
        return isFirst;
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

    private boolean tellNext() {
        Supplier<InlineState> next;
        synchronized (this) {
            next = latest;
            latest = null;
            isTelling = next != null && !isClosed;
            if (!isTelling || next == null) {
                return false;
            }
        }
        InlineState state = next.get();
        if (!state.coming().equals(coming)) {
            coming = state.coming();
            tell(state);
        }
        return true;
    }

    private synchronized void tell(InlineState state) {
        if (!isClosed) {
            editor.tell("inline/update", toWire.apply(state));
        }
    }

    /** Nothing is told after this returns. */
    @Override
    public synchronized void close() {
        isClosed = true;
    }
}
