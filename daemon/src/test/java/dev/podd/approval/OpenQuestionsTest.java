package dev.podd.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podd.item.ToolKind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class OpenQuestionsTest {
    private static final Question QUESTION = new Question("p1", "c1", "write a.txt", ToolKind.EDIT, List.of(), null,
            null, List.of());
    private static final Answer YES = new Answer(Option.Kind.ALLOW_ONCE, null);
    private static final ModelQuestion.Choice A = new ModelQuestion.Choice("a", "First", null);
    private static final ModelQuestion.Choice B = new ModelQuestion.Choice("b", "Second", "more of it");
    private static final ModelQuestion MODELS = new ModelQuestion("p1", "c1", "Which?", List.of(A, B), false, true);

    private final OpenQuestions questions = new OpenQuestions(false);
    private final Desk one = new Desk();
    private final Desk other = new Desk();

    /** A person whose answers the test gives, and what they were told. */
    private static final class Desk implements Person {
        private final BlockingQueue<CompletableFuture<Optional<Answer>>> asked = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

        @Override
        public Optional<Answer> ask(Question question) throws InterruptedException {
            CompletableFuture<Optional<Answer>> answer = new CompletableFuture<>();
            asked.add(answer);
            try {
                return answer.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                told.add("withdrawn");
                throw e;
            }
        }

        @Override
        public void resolved(Question question, @Nullable Answer answer) {
            told.add(answer == null ? "cancelled" : answer.kind().name());
        }

        void answer(@Nullable Answer answer) throws InterruptedException {
            asked.take().complete(Optional.ofNullable(answer));
        }
    }

    private CompletableFuture<Answer> ask() {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Thread thread = Thread.startVirtualThread(() -> {
            try {
                answer.complete(questions.ask(QUESTION));
            } catch (InterruptedException e) {
                answer.cancel(false);
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        var _ = answer.whenComplete((done, failure) -> thread.interrupt());
        return answer;
    }

    @Test
    void nobodyMeansNo() throws InterruptedException {
        assertThat(questions.ask(QUESTION)).isEqualTo(Answer.unasked("no person is connected"));
    }

    @Test
    void theFirstAnswerCountsAndTheOthersAreTold() throws Exception {
        questions.attach(one);
        questions.attach(other);
        CompletableFuture<Answer> answer = ask();
        one.answer(YES);
        assertThat(answer.get()).isEqualTo(YES);
        assertThat(List.of(other.told.take(), other.told.take()))
                .containsExactlyInAnyOrder("withdrawn", "ALLOW_ONCE");
        assertThat(one.told).isEmpty();
    }

    @Test
    void whatIsLeftUndecidedWaitsForAnother() throws Exception {
        questions.attach(one);
        CompletableFuture<Answer> answer = ask();
        one.answer(null);
        questions.attach(other);
        other.answer(YES);
        assertThat(answer.get()).isEqualTo(YES);
        assertThat(one.told.take()).isEqualTo("ALLOW_ONCE");
    }

    @Test
    void whoIsAttachedAgainIsAskedAgain() throws Exception {
        questions.attach(one);
        CompletableFuture<Answer> answer = ask();
        CompletableFuture<Optional<Answer>> first = one.asked.take();
        questions.attach(one);
        first.complete(Optional.empty());
        one.answer(YES);
        assertThat(answer.get()).isEqualTo(YES);
    }

    @Test
    void theLastWhoLeavesSaysNo() throws Exception {
        questions.attach(one);
        questions.attach(other);
        CompletableFuture<Answer> answer = ask();
        one.asked.take();
        other.asked.take();
        questions.detach(one);
        assertThat(one.told.take()).isEqualTo("withdrawn");
        assertThat(answer).isNotDone();
        questions.detach(other);
        assertThat(answer.get()).isEqualTo(Answer.unasked("the person has left"));
        assertThat(one.told).isEmpty();
    }

    @Test
    void aCancelledCallWithdrawsItsQuestion() throws Exception {
        questions.attach(one);
        CompletableFuture<Answer> answer = ask();
        one.asked.take();
        answer.cancel(false);
        assertThat(List.of(one.told.take(), one.told.take())).containsExactlyInAnyOrder("withdrawn", "cancelled");
    }

    @Test
    void aPersonThatFailsFailsTheCall() {
        questions.attach(question -> {
            throw new IllegalStateException("a bug");
        });
        assertThatThrownBy(() -> questions.ask(QUESTION)).isInstanceOf(IllegalStateException.class)
                .hasMessage("a bug");
    }

    @Test
    void aQuestionOfTheModelLivesLikeOneAboutATool() throws Exception {
        ModelQuestion.Reply reply = ModelQuestion.Reply.of(List.of(), "the second");
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        questions.attach(new Consulted(told, Optional.empty()));
        questions.attach(new Consulted(told, Optional.of(reply)));
        assertThat(questions.ask(MODELS)).isEqualTo(reply);
        assertThat(told.take()).isEqualTo("the second");
        assertThat(questions.areOpen()).isFalse();
    }

    @Test
    void nobodyMeansThatTheModelGetsNoAnswer() throws Exception {
        assertThat(questions.ask(MODELS).unanswered()).isEqualTo("no person is connected");
    }

    @Test
    void whoCannotBeAskedDoesNotAnswerForOthers() throws Exception {
        questions.attach(question -> Optional.of(Answer.unasked("there is no terminal")));
        questions.attach(one);
        CompletableFuture<Answer> answer = ask();
        one.answer(YES);
        assertThat(answer.get()).isEqualTo(YES);
        questions.detach(one);
        assertThat(questions.ask(QUESTION)).isEqualTo(Answer.unasked("there is no terminal"));
    }

    @Test
    void onlyChoicesOfTheQuestionCount() {
        ModelQuestion one = new ModelQuestion("p1", "c1", "Which?", List.of(A, B), false, true);
        ModelQuestion many = new ModelQuestion("p1", "c1", "Which?", List.of(A, B), true, false);
        assertThat(one.reply(List.of("b", "a"), " ").chosen()).containsExactly(A);
        assertThat(many.reply(List.of("b", "x", "a"), null).chosen()).containsExactly(A, B);
        assertThat(many.reply(List.of("x"), "\n")).isEqualTo(ModelQuestion.Reply.DISMISSED);
        assertThat(many.reply(List.of(), " neither ")).isEqualTo(
                ModelQuestion.Reply.of(List.of(), "neither"));
    }

    /** A person who says always the same to the model. */
    private record Consulted(BlockingQueue<String> told, Optional<ModelQuestion.Reply> reply) implements Person {
        @Override
        public Optional<Answer> ask(Question question) {
            throw new AssertionError("asked about a tool");
        }

        @Override
        public Optional<ModelQuestion.Reply> ask(ModelQuestion question) {
            return reply;
        }

        @Override
        public void resolved(ModelQuestion question, ModelQuestion.@Nullable Reply answer) {
            told.add(answer == null ? "cancelled" : String.valueOf(answer.text()));
        }
    }

    @Test
    void anAnswerToAnotherQuestionMayAnswerThisOneAndEachIsTold() throws Exception {
        questions.attach(one);
        AtomicBoolean isKnown = new AtomicBoolean();
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                answer.complete(questions.ask(QUESTION, () -> isKnown.get() ? Optional.of(YES) : Optional.empty()));
            } catch (InterruptedException e) {
                answer.cancel(false);
            }
        });
        one.asked.take();
        questions.reconsider();
        assertThat(answer).isNotDone();
        isKnown.set(true);
        questions.reconsider();
        assertThat(answer.get()).isEqualTo(YES);
        assertThat(List.of(one.told.take(), one.told.take())).containsExactlyInAnyOrder("withdrawn", "ALLOW_ONCE");
    }
}
