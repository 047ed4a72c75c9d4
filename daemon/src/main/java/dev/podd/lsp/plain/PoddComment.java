package dev.podd.lsp.plain;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An instruction in a comment of whatever language: {@code // @podd make this faster}.
 *
 * @param start       where the comment begins in its line, with the blanks before it
 * @param instruction what is to be done
 */
record PoddComment(int start, String instruction) {
    /** What comments begin with in languages that people write; some only where nothing stands before them. */
    private static final Pattern COMMENT = Pattern
            .compile("(?i)(?:[ \\t]*(?://+!?|#+|--+|;+|%+|/\\*+!?|<!--|<%--|\\{#|\\{-"
                    + "|\\(\\*)|^[ \\t]*(?:[\"'!*]|\\.\\.|rem|dnl|@c|@comment))[ \\t]*@podd\\b[:,]?[ \\t]+(\\S.*)$");
    private static final Pattern CLOSED = Pattern
            .compile("[ \\t]*(?:\\*+/|--+%?>|#\\}|-\\}|\\*\\)|\"\"\"|''')[ \\t]*$");

    static Optional<PoddComment> in(String line) {
        int at = line.indexOf("@podd");
        if (at < 0) {
            return Optional.empty();
        }
        Matcher comment = COMMENT.matcher(line);
        if (!comment.find()) {
            return Optional.empty();
        }
        String instruction = CLOSED.matcher(comment.group(1)).replaceFirst("").strip();
        return instruction.isEmpty() ? Optional.empty() : Optional.of(new PoddComment(comment.start(), instruction));
    }

    /** Whether nothing else stands in the line. */
    boolean isAlone(String line) {
        return line.substring(0, start).isBlank();
    }
}
