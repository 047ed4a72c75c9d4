package dev.podd.terminal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person who types these lines, and then nothing more. */
public final class Typed implements Prompt {
    private final Screen screen;
    private final Deque<String> left = new ArrayDeque<>();

    public Typed(Screen screen, String... lines) {
        this.screen = screen;
        left.addAll(List.of(lines));
    }

    public List<String> left() {
        return List.copyOf(left);
    }

    @Override
    public void show(String line) {
        screen.err().print(line + "\n");
    }

    @Override
    public @Nullable String line(String text) {
        String line = left.poll();
        screen.err().print(text + line + "\n");
        return line;
    }
}
