package dev.podd.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.approval.Answer;
import dev.podd.approval.OpenQuestions;
import dev.podd.approval.Option;
import dev.podd.approval.Question;
import dev.podd.item.ToolKind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AlikeQuestionsTest {
    private static final Answer YES = new Answer(Option.Kind.ALLOW_ONCE, null);

    private final OpenQuestions open = new OpenQuestions(false);
    private final AlikeQuestions questions = new AlikeQuestions(open);
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();

    /** A call that asks, on a thread of its own. */
    private final class Call {
        private final CompletableFuture<Answer> answer = new CompletableFuture<>();
        private final Thread thread;

        Call(String call, String command) {
            thread = Thread.ofPlatform().start(() -> {
                try {
                    answer.complete(questions.ask(new Question("p", call, "shell: " + command, ToolKind.EXECUTE,
                            List.of(), null, command, List.of()), Optional::empty));
                } catch (InterruptedException e) {
                    answer.cancel(false);
                }
            });
        }

        void awaitWaiting() {
            while (thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
    }

    @BeforeEach
    void attach() {
        open.attach(question -> {
            asked.add(question.call());
            return Optional.of(answers.take());
        });
    }

    @Test
    void theVerySameCallTwiceAtOnceIsAskedAboutOnce() throws Exception {
        Call one = new Call("c1", "make");
        assertThat(asked.take()).isEqualTo("c1");
        Call same = new Call("c2", "make");
        same.awaitWaiting();
        Call other = new Call("c3", "make test");
        assertThat(asked.take()).isEqualTo("c3");
        answers.add(YES);
        answers.add(YES);
        assertThat(List.of(one.answer.get(), same.answer.get(), other.answer.get())).containsOnly(YES);
        assertThat(asked).isEmpty();
    }

    @Test
    void aCallThatComesAfterTheAnswerIsAskedAboutAnew() throws Exception {
        answers.add(YES);
        assertThat(new Call("c1", "make").answer.get()).isEqualTo(YES);
        answers.add(Answer.REJECTED);
        assertThat(new Call("c2", "make").answer.get()).isEqualTo(Answer.REJECTED);
    }

    @Test
    void whereTheCallThatAskedIsCancelledTheOtherAsks() throws Exception {
        Call one = new Call("c1", "make");
        assertThat(asked.take()).isEqualTo("c1");
        Call same = new Call("c2", "make");
        same.awaitWaiting();
        one.thread.interrupt();
        assertThat(asked.take()).isEqualTo("c2");
        answers.add(YES);
        assertThat(same.answer.get()).isEqualTo(YES);
        one.thread.join();
        assertThat(one.answer).isCancelled();
    }
}
