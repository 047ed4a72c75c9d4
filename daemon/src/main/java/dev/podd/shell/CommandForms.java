package dev.podd.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A command in all spellings that a rule that asks or denies looks at: with and without variables, by the program's name
 * alone, and without the options in front. Made once for many patterns. Immutable.
 */
public final class CommandForms {
    /** Words of a command that stand before the one that says what it does. */
    private static final int MAX_OPTIONS = 12;

    private final List<int[]> literal;
    private final List<int[]> possible;

    private CommandForms(List<int[]> literal, List<int[]> possible) {
        this.literal = literal;
        this.possible = possible;
    }

    public static CommandForms of(ShellCommand command) {
        if (command.words().isEmpty()) {
            return new CommandForms(List.of(), List.of());
        }
        List<List<Word>> spellings = spellings(command);
        return new CommandForms(spellings.stream().map(CommandSpelling::literal).toList(),
                spellings.stream().limit(2).filter(each -> !each.stream().allMatch(Word::isFixed))
                        .map(CommandSpelling::possible).toList());
    }

    /** What is not fixed as it stands in the text. */
    List<int[]> literal() {
        return literal;
    }

    /** What is not fixed as anything; none where all is fixed. */
    List<int[]> possible() {
        return possible;
    }

    static List<Word> with(List<Assignment> assignments, List<Word> words) {
        return Stream.concat(assignments.stream().map(each -> each.value().prefixed(each.name() + "=")), words.stream())
                .toList();
    }

    private static List<List<Word>> spellings(ShellCommand command) {
        List<List<Word>> all = new ArrayList<>();
        List<Word> words = command.words();
        all.add(words);
        if (!command.program().isEmpty()) {
            Word program = Word.of(command.program());
            all.add(joined(program, words.subList(1, words.size())));
            IntStream.range(1, Math.min(words.size(), MAX_OPTIONS)).filter(i -> isBehindOptions(words, i))
                    .forEach(i -> all.add(joined(program, words.subList(i, words.size()))));
        }
        if (!command.assignments().isEmpty()) {
            all.add(with(command.assignments(), words));
        }
        return all;
    }

    private static boolean isBehindOptions(List<Word> words, int end) {
        return end > 1 && IntStream.range(1, end).allMatch(i -> words.get(i).begins("-") || (i > 1 && words.get(i - 1)
                .begins("-")));
    }

    private static List<Word> joined(Word program, List<Word> rest) {
        return Stream.concat(Stream.of(program), rest.stream()).toList();
    }
}
