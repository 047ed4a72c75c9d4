package dev.podd.shell;

/** A file that a command reads or writes because the shell opens it. */
public record Redirection(Kind kind, Word target) {
    /** What the shell does with it. */
    public enum Kind {
        READ, WRITE
    }
}
