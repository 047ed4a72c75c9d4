package dev.podd.turn;

/** What a model may make as long as it likes, for a line that is kept many times. */
final class Shortened {
    private static final int MAX = 1000;

    private Shortened() {}

    static String of(String text) {
        return text.length() <= MAX ? text : text.substring(0, MAX) + "…";
    }
}
