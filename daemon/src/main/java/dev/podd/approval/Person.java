package dev.podd.approval;

/** Answers questions about tool calls: an editor, a terminal, or nobody. */
@FunctionalInterface
public interface Person {
    /** Nobody is there: every question is answered with no. */
    Person NOBODY = question -> Answer.unasked("no person is connected");

    /**
     * Asks and waits, without a time limit; a door that loses its person answers no.
     *
     * @throws InterruptedException when the turn is cancelled; the door then withdraws the question
     */
    Answer ask(Question question) throws InterruptedException;
}
