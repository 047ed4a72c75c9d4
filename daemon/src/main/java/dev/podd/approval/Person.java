package dev.podd.approval;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers questions about tool calls: an editor, or whoever is at a terminal. */
@FunctionalInterface
public interface Person {
    /**
     * Asks and waits, without a time limit.
     *
     * @return empty when the person has seen the question and left it undecided, or cannot be reached any more
     * @throws InterruptedException when the question needs no answer any more; the door then withdraws it
     */
    Optional<Answer> ask(Question question) throws InterruptedException;

    /**
     * A question that this person has seen needs no answer any more.
     *
     * @param answer what another person said; null when the call was cancelled
     */
    default void resolved(Question question, @Nullable Answer answer) {}
}
