package dev.podd.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TtyPromptTest {
    private final PipedOutputStream keys = new PipedOutputStream();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final TtyPrompt prompt = new TtyPrompt(new PipedInputStream(keys),
            new PrintStream(shown, true, StandardCharsets.UTF_8) {
                @Override
                public void print(String text) {
                    super.print(text);
                    if (text.equals("ask > ")) {
                        asked.countDown();
                    }
                }
            });

    TtyPromptTest() throws IOException {}

    @Test
    void whatWasTypedBeforeTheQuestionIsNoAnswer() throws Exception {
        type("y\n");
        typeOnceAsked("n ünd\n");

        assertThat(prompt.line("ask > ")).isEqualTo("n ünd");
        assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("ask > ");
    }

    @Test
    void theEndOfInputIsNoLine() throws Exception {
        keys.close();

        assertThat(prompt.line("ask > ")).isNull();
    }

    @Test
    void aQuestionThatIsWithdrawnWaitsNoLongerAndTheNextOneIsAnswered() throws Exception {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> prompt.line("first > ")).isInstanceOf(InterruptedException.class);
        typeOnceAsked("y\n");

        assertThat(prompt.line("ask > ")).isEqualTo("y");
    }

    private void type(String text) throws IOException {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    private void typeOnceAsked(String text) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                asked.await();
                type(text);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
