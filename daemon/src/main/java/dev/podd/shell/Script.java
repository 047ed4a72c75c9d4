package dev.podd.shell;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is found while a text is read: its simple commands in order, its functions, its variables. */
final class Script {
    private final List<Simple> commands = new ArrayList<>();
    private final Set<String> functions = new HashSet<>();
    private final ShellVariables variables;
    private int whole;

    Script(ShellVariables variables) {
        this.variables = variables;
    }

    ShellVariables variables() {
        return variables;
    }

    List<Simple> commands() {
        return commands;
    }

    void add(Simple command) {
        command.isCall = !command.words.isEmpty() && command.words.getFirst().isFixed()
                && functions.contains(command.words.getFirst().text());
        commands.add(command);
    }

    void defined(String function) {
        functions.add(function);
    }

    /** A line has been read to its end: a shell runs it before it reads the next one. */
    void lineEnds() {
        whole = commands.size();
    }

    /** The commands of the lines that were read to their end. */
    List<Simple> wholeLines() {
        return commands.subList(0, whole);
    }
}
