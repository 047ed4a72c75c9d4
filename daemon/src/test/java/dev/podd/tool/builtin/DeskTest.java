package dev.podd.tool.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests at a {@link Desk} of their own, without ripgrep unless a subclass has it. */
abstract class DeskTest {
    @TempDir
    Path temp;

    Desk desk;

    @BeforeEach
    void open() throws IOException {
        desk = new Desk(temp.toRealPath(), environment());
    }

    /** Of commands: no ripgrep is found, so that our own search is tried. */
    Map<String, String> environment() {
        return Map.of("PATH", "/nonexistent");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    void check(String tool, String arguments, String expected) throws InterruptedException {
        assertThat(desk.call(tool, arguments)).isEqualTo(expected);
    }
}
