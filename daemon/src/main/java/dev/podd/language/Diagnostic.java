package dev.podd.language;

/**
 * A complaint about code.
 *
 * @param character in the first line of {@code place}, from 0, as the editor counts
 * @param source    who says so, with a code; empty when not said
 */
public record Diagnostic(CodePlace place, int character, Severity severity, String message, String source) {
    /** The worst first. */
    public enum Severity {
        ERROR("error"), WARNING("warning"), INFORMATION("information"), HINT("hint");

        private final String word;

        Severity(String word) {
            this.word = word;
        }
    }

    /** In one line, as compilers print it: "3:5: warning: unused variable (cc)". Lines and characters count from 1. */
    public String line() {
        return (place.line() + 1) + ":" + (character + 1) + ": " + severity.word + ": " + message
                + (source.isEmpty() ? "" : " (" + source + ")");
    }
}
