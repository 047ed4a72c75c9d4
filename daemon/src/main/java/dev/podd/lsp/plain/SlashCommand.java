package dev.podd.lsp.plain;

import java.util.List;
import java.util.Optional;

/**
 * Something that a chat is told to do rather than to ask the model.
 *
 * @param word    what is written
 * @param meaning what it does, in words
 */
record SlashCommand(String word, String meaning) {
    static final SlashCommand NEW = new SlashCommand("/new", "begin a new session in this file");
    static final SlashCommand SESSION = new SlashCommand("/session", "go on with another session: /session ID");
    static final SlashCommand COMPACT = new SlashCommand("/compact", "have older history summarised");
    static final List<SlashCommand> ALL = List.of(NEW, SESSION, COMPACT);

    /** The command that a message begins with; empty for a message to the model. */
    static Optional<SlashCommand> in(String said) {
        String first = said.split("\\s", 2)[0];
        return ALL.stream().filter(command -> command.word.equals(first)).findFirst();
    }

    /** What stands behind it. */
    String rest(String said) {
        return said.substring(word.length()).strip();
    }
}
