package dev.podd.pod;

import java.util.function.Consumer;

/** Where hooks say that they failed: to the Pod that they belong to, which is made after them. */
final class HookWarnings implements Consumer<String> {
    private volatile Consumer<String> ear = message -> {};

    void tellTo(Consumer<String> listener) {
        ear = listener;
    }

    @Override
    public void accept(String message) {
        ear.accept(message);
    }
}
