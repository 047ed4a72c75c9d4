package dev.podd.terminal;

/** Where the model's text goes, piece by piece. One thread. */
interface AnswerText {
    void add(String piece);

    /** The message is whole; what was held back is written. */
    void end();
}
