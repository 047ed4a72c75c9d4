package dev.podd.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.approval.Answer;
import dev.podd.approval.OpenQuestions;
import dev.podd.approval.Option;
import dev.podd.approval.Question;
import dev.podd.item.ToolKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AlikeQuestionsTest {
    private static final Answer YES = new Answer(Option.Kind.ALLOW_ONCE, null);

    private final OpenQuestions open = new OpenQuestions(false);
    private final AlikeQuestions questions = new AlikeQuestions(open);
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    /** By call: whoever is asked about a call that is cancelled takes no answer of another's. */
    private final Map<String, CompletableFuture<Answer>> answers = new ConcurrentHashMap<>();

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
            try {
                return Optional.of(answerTo(question.call()).get());
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            }
        });
    }

    private CompletableFuture<Answer> answerTo(String call) {
        return answers.computeIfAbsent(call, unanswered -> new CompletableFuture<>());
    }

    @Test
    void theVerySameCallTwiceAtOnceIsAskedAboutOnce() throws Exception {
        Call one = new Call("c1", "make");
        assertThat(asked.take()).isEqualTo("c1");
        Call same = new Call("c2", "make");
        same.awaitWaiting();
        Call other = new Call("c3", "make test");
        assertThat(asked.take()).isEqualTo("c3");
        answerTo("c1").complete(YES);
        answerTo("c3").complete(YES);
        assertThat(List.of(one.answer.get(), same.answer.get(), other.answer.get())).containsOnly(YES);
        assertThat(asked).isEmpty();
    }

    @Test
    void aCallThatComesAfterTheAnswerIsAskedAboutAnew() throws Exception {
        answerTo("c1").complete(YES);
        assertThat(new Call("c1", "make").answer.get()).isEqualTo(YES);
        answerTo("c2").complete(Answer.REJECTED);
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
        answerTo("c2").complete(YES);
        assertThat(same.answer.get()).isEqualTo(YES);
        one.thread.join();
        assertThat(one.answer).isCancelled();
    }
}
