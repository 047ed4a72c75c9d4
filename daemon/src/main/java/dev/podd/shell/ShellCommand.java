package dev.podd.shell;

import java.util.List;
import java.util.stream.Stream;

/**
 * One command that a text runs.
 *
 * @param words        its words after quoting and braces; the first is the program; none if it only assigns or redirects
 * @param assignments  variables in front of it, and those given a value anywhere in the text that may make it another
 * @param redirections files that the shell opens for it
 * @param nature       which rule decides about it
 * @param inner        the commands that it runs, as far as its words show them
 * @param hides        whether it runs something that the text does not show
 */
public record ShellCommand(List<Word> words, List<Assignment> assignments, List<Redirection> redirections,
        Nature nature, List<ShellCommand> inner, boolean hides) {
    public ShellCommand {
        words = List.copyOf(words);
        assignments = List.copyOf(assignments);
        redirections = List.copyOf(redirections);
        inner = List.copyOf(inner);
    }

    /** Which rule decides about a command and about those that it runs. */
    public enum Nature {
        /** It changes nothing outside of its shell; no rule is needed. */
        INERT,
        /** A rule has to cover it. */
        PROGRAM,
        /** It only runs others ({@code nice}, {@code xargs}): a rule has to cover each of those. */
        TRANSPARENT,
        /** It runs a text ({@code sh -c}): a rule has to cover it, or rules each command of that text. */
        SHELL,
        /** It runs others with more rights or elsewhere ({@code sudo}): a rule has to cover it, that is enough. */
        GUARDED,
        /** It does something of its own and runs others ({@code find}): rules have to cover it and each of those. */
        BOTH
    }

    /** This command and all that it runs. */
    public Stream<ShellCommand> all() {
        return Stream.concat(Stream.of(this), inner.stream().flatMap(ShellCommand::all));
    }

    /** The name of the program without its folder; empty if there is none, or it is not known. */
    public String program() {
        return words.isEmpty() || !words.getFirst().isFixed() ? "" : Program.name(words.getFirst().text());
    }

    /** The same with more variables around it. */
    ShellCommand within(List<Assignment> more) {
        return more.isEmpty() ? this : new ShellCommand(words, Stream.concat(more.stream(), assignments.stream())
                .distinct().toList(), redirections, nature, inner.stream().map(each -> each.within(more)).toList(),
                hides);
    }
}
