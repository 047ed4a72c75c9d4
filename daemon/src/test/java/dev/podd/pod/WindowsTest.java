package dev.podd.pod;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WindowsTest {
    private static final int TRIES = 1000;

    private final Windows windows = new Windows(false, warning -> {});

    @Test
    void aWindowThatLeftIsNotHeldThoughATurnBeganInIt() throws InterruptedException {
        WeakReference<Window> left = leave();
        for (int n = 0; left.get() != null; n++) {
            assertThat(n).as("tries").isLessThan(TRIES);
            System.gc();
            Thread.sleep(1);
        }
        assertThat(windows.all()).isEmpty();
    }

    private WeakReference<Window> leave() {
        Window window = Window.of(question -> Optional.empty());
        windows.attach(window);
        windows.turnBegins(window);
        windows.detach(window);
        return new WeakReference<>(window);
    }
}
