package dev.podd.approval;

import dev.podd.approval.ModelQuestion.Reply;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers the questions of a Pod: an editor, or whoever is at a terminal. */
@FunctionalInterface
public interface Person {
    /**
     * Asks and waits, without a time limit.
     *
     * @return empty when the person has seen the question and left it undecided, or cannot be reached any more; {@link
     *         Answer#unasked} counts only if no other person can be asked
     * @throws InterruptedException when the question needs no answer any more; the door then withdraws it
     */
    Optional<Answer> ask(Question question) throws InterruptedException;

    /**
     * Puts a question of the model to the person and waits, without a time limit.
     *
     * @return empty as for the other kind; {@link Reply#unasked} counts only if no other person can be asked
     * @throws InterruptedException as for the other kind
     */
    default Optional<Reply> ask(ModelQuestion question) throws InterruptedException {
        return Optional.of(Reply.unasked("this person can only be asked whether a tool may run"));
    }

    /**
     * A question that this person has seen needs no answer any more.
     *
     * @param answer what another person said; null when the call was cancelled
     */
    default void resolved(Question question, @Nullable Answer answer) {}

    /**
     * A question of the model that this person has seen needs no answer any more.
     *
     * @param answer what another person said; null when the call was cancelled
     */
    default void resolved(ModelQuestion question, @Nullable Reply answer) {}
}
