package dev.podd.pod;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where hooks and tool servers say that they failed: to the Pod that they belong to, which is made after them and gets
 * then what was said before. Safe on every thread.
 */
final class SetupWarnings implements Consumer<String> {
    private static final int MOST_EARLY = 100;

    private final List<String> early = new ArrayList<>(); // guarded by this
    private @Nullable Consumer<String> ear; // guarded by this

    void tellTo(Consumer<String> listener) {
        List<String> said;
        synchronized (this) {
            ear = listener;
            said = List.copyOf(early);
            early.clear();
        }
        said.forEach(listener);
    }

    @Override
    public void accept(String message) {
        Consumer<String> listener;
        synchronized (this) {
            listener = ear;
            if (listener == null && early.size() < MOST_EARLY) {
                early.add(message);
            }
        }
        if (listener != null) {
            listener.accept(message);
        }
    }
}
