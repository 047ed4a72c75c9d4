package dev.podd.lsp.plain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Something that a chat is told to do rather than to ask the model. */
enum SlashCommand {
    NEW("begin a new session in this file"),
    SESSION("go on with another session: /session ID"),
    MODEL("choose the model that answers: /model PROVIDER/ID, or default"),
    COMPACT("have older history summarised"),
    TRANSCRIPT("show all of the session: /transcript, or another's: /transcript ID");

    private final String meaning;

    SlashCommand(String meaning) {
        this.meaning = meaning;
    }

    /** What is written. */
    String word() {
        return "/" + name().toLowerCase(Locale.ROOT);
    }

    /** What it does, in words. */
    String meaning() {
        return meaning;
    }

    /** The command that a message begins with; empty for a message to the model. */
    static Optional<SlashCommand> in(String said) {
        String first = said.split("\\s", 2)[0];
        return Arrays.stream(values()).filter(command -> command.word().equals(first)).findFirst();
    }

    /** What stands behind it. */
    String rest(String said) {
        return said.substring(word().length()).strip();
    }
}
