package dev.podd.lsp;

import dev.podd.inline.InlineState;
import dev.podd.jsonrpc.Newest;
import dev.podd.lsp.wire.InlineTypes.WireInline;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells an editor how one inline edit comes along: at once that it begins, then the newest text, at most 20 times a second
 * and no faster than the editor reads. Safe on every thread.
 */
final class InlineUpdates implements Consumer<Supplier<InlineState>>, AutoCloseable {
    private static final String METHOD = "inline/update";
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Editor editor;
    private final Function<InlineState, WireInline> toWire;
    private final Newest<WireInline> updates;
    private @Nullable Supplier<InlineState> latest; // guarded by this
    private String coming = ""; // the telling thread's
    private boolean hasBegun; // guarded by this
    private boolean isTelling; // guarded by this
    private boolean isClosed; // guarded by this

    InlineUpdates(Editor editor, Function<InlineState, WireInline> toWire) {
        this.editor = editor;
        this.toWire = toWire;
        updates = editor.newest(METHOD, (before, now) -> now);
    }

    @Override
    public void accept(Supplier<InlineState> step) {
        if (isFirst()) {
            begin(step.get());
            return;
        }
        synchronized (this) {
            latest = step;
            if (!isTelling && !isClosed) {
                isTelling = true;
                Thread.ofVirtual().name(METHOD).start(this::tell);
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

    /** In its own place, so that the editor has the id before all else. */
    private synchronized void begin(InlineState state) {
        if (!isClosed) {
            editor.tell(METHOD, toWire.apply(state));
        }
    }

    private synchronized void tell(InlineState state) {
        if (!isClosed) {
            updates.tell(toWire.apply(state));
        }
    }

    /** Nothing is told after this returns. */
    @Override
    public synchronized void close() {
        isClosed = true;
        updates.drop();
    }
}
