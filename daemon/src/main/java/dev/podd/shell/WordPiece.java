package dev.podd.shell;

/** A part of a word. */
sealed interface WordPiece {
    /** What stands in the text; for a fixed part without its quotes. */
    String source();

    /** Characters that stand for themselves. */
    record Fixed(String source, boolean isQuoted) implements WordPiece {}

    /** Something that only the shell that runs it replaces: a variable, a glob, the output of a command. */
    record Open(String source, boolean isQuoted, Kind kind) implements WordPiece {
        /** The variable that is blank unless somebody set it: what follows it is another word. */
        boolean isBlank() {
            return !isQuoted && (source.equals("$IFS") || source.equals("${IFS}"));
        }

        /** Whether it may become several words, or none. */
        boolean mayVanish() {
            return !isQuoted && kind == Kind.EXPANSION || source.equals("$@") || source.equals("${@}");
        }
    }

    /** What replaces an open piece. */
    enum Kind {
        /** A variable or the output of a command. */
        EXPANSION,
        /** A number. */
        NUMBER,
        /** Names of files. */
        GLOB,
        /** A home folder. */
        TILDE,
        /** The name of a pipe. */
        PIPE
    }
}
