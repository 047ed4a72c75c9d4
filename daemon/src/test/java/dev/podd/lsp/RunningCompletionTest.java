package dev.podd.lsp;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podd.model.editor.EditorPiece;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What no editor can bring about: a fault of our own while its answer is waited for. */
class RunningCompletionTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final RunningCompletion running = new RunningCompletion();

    @Test
    void aFaultInTheWaitForTheAnswerIsThrownToTheThreadThatAsked() {
        running.add(List.of(new EditorPiece.Text("half")));
        running.endWith(() -> {
            throw new IllegalArgumentException("nobody thought of this");
        });
        assertThatThrownBy(() -> running.await(LONG, piece -> {})).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nobody thought of this");
    }

    @Test
    void anErrorInTheWaitForTheAnswerEndsTheWaitOfTheThreadThatAsked() {
        assertThatThrownBy(() -> running.endWith(() -> {
            throw new StackOverflowError();
        })).isInstanceOf(StackOverflowError.class);
        assertThatThrownBy(() -> running.await(LONG, piece -> {})).isInstanceOf(IllegalStateException.class)
                .hasMessage("the wait for the editor's answer ended");
    }
}
