package dev.podd.pod;

import dev.podd.approval.Answer;
import dev.podd.approval.OpenQuestions;
import dev.podd.approval.Question;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks one question where several calls of an answer would do the very same. Safe on every thread. */
final class AlikeQuestions {
    private final OpenQuestions questions;
    private final Map<Same, CompletableFuture<Answer>> open = new HashMap<>(); // guarded by this

    AlikeQuestions(OpenQuestions questions) {
        this.questions = questions;
    }

    /** What makes two questions one to a person. */
    private record Same(String title, @Nullable String command, @Nullable String diff) {}

    Answer ask(Question question, Supplier<Optional<Answer>> known) throws InterruptedException {
        Same same = new Same(question.title(), question.command(), question.diff());
        while (true) {
            CompletableFuture<Answer> mine = new CompletableFuture<>();
            CompletableFuture<Answer> earlier = begin(same, mine);
            if (earlier == null) {
                return ask(question, known, same, mine);
            }
            try {
                return earlier.get();
            } catch (CancellationException withdrawn) {
                // the call that asked was cancelled, this one was not: it asks
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
            }
        }
    }

    private Answer ask(Question question, Supplier<Optional<Answer>> known, Same same,
            CompletableFuture<Answer> mine) throws InterruptedException {
        try {
            Answer answer = asked(question, known, same, mine);
            mine.complete(answer);
            return answer;
        } catch (RuntimeException e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            mine.cancel(false);
        }
    }

    /** The question is closed before its answer is told: that is not for a call that comes later. */
    private Answer asked(Question question, Supplier<Optional<Answer>> known, Same same,
            CompletableFuture<Answer> mine) throws InterruptedException {
        try {
            return questions.ask(question, known);
        } finally {
            end(same, mine);
        }
    }

    private synchronized @Nullable CompletableFuture<Answer> begin(Same same, CompletableFuture<Answer> mine) {
        return open.putIfAbsent(same, mine);
    }

    private synchronized void end(Same same, CompletableFuture<Answer> mine) {
        open.remove(same, mine);
    }
}
