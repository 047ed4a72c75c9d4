package dev.podd.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProcessWatchTest {
    private final AtomicInteger ends = new AtomicInteger();

    @Test
    void anEndBeforeTheFirstLookIsNoticed() throws Exception {
        Process editor = new ProcessBuilder("sleep", "60").start();
        Runnable watch = ProcessWatch.of(editor.pid(), ends::incrementAndGet);
        editor.destroyForcibly().waitFor();
        watch.run();
        assertThat(ends).hasValue(1);
    }

    @Test
    void aProcessThatWasNeverSeenIsNotWatched() {
        ProcessWatch.of(4_194_999, ends::incrementAndGet).run();
        assertThat(ends).hasValue(0);
    }
}
