package dev.podd.shell;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A pattern on commands, as a permission rule has it: words with {@code *} for any run of characters and {@code ?} for one,
 * quoted as in a shell. A {@code *} that is the last word stands for any words or none. {@code {a,b}} is one of several
 * patterns. Immutable.
 */
public final class CommandPattern {
    private final String text;
    private final List<SignMatcher> matchers;
    private final SignMatcher whole;
    private final Set<String> words;
    /** It holds operators, which no single command has: only a text can match it. */
    private final boolean isForTexts;

    /** How far a pattern is about a command. */
    public enum Match {
        NO,
        /** What only a run shows may make it so. */
        MAYBE, YES
    }

    private CommandPattern(String text) {
        this.text = text;
        List<List<int[]>> alternatives = PatternWords.alternatives(text);
        this.matchers = alternatives.stream().flatMap(CommandPattern::matchers).toList();
        this.isForTexts = text.chars().anyMatch(c -> "|;&<>".indexOf(c) >= 0);
        this.whole = new SignMatcher(PatternWords.signs(text));
        this.words = alternatives.stream().flatMap(List::stream)
                .map(signs -> Arrays.stream(signs).filter(sign -> sign >= 0)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Reads a pattern; every text is one. */
    public static CommandPattern of(String text) {
        return new CommandPattern(text);
    }

    private static Stream<SignMatcher> matchers(List<int[]> words) {
        SignMatcher matcher = new SignMatcher(CommandSpelling.joined(words));
        boolean endsOpen = words.size() > 1 && Arrays.equals(words.getLast(), new int[] {CommandSpelling.ANY});
        return endsOpen
                ? Stream.of(matcher, new SignMatcher(CommandSpelling.joined(words.subList(0, words.size() - 1))))
                : Stream.of(matcher);
    }

    /** Whether it is about every command and what a command may do besides, such as redirections. */
    public boolean isEverything() {
        return text.equals("*") || text.equals("**");
    }

    /** Whether it names a text as a whole: everything, or exactly that. */
    public boolean isAllOf(CommandLine line) {
        return isEverything() || text.equals(line.text());
    }

    /** Whether it matches the text as it stands; for strict rules, which may match too much. */
    public boolean matchesText(CommandLine line) {
        return whole.covers(line.text().codePoints().toArray());
    }

    /**
     * Whether a command is surely what the pattern says, for a rule that allows: its program is known, no variable may
     * make it another, and options by which it runs others are in the pattern.
     *
     * @param folders where it may run
     */
    public boolean covers(ShellCommand command, List<String> folders) {
        if (command.words().isEmpty() || !command.words().getFirst().isFixed()) {
            return false;
        }
        boolean isElsewhere = !folders.equals(List.of(""))
                && Program.isRelative(command.words().getFirst().text());
        return !isElsewhere && words.containsAll(RunningOptions.of(command))
                && (covers(harmful(command)) || covers(CommandForms.with(command.assignments(), command.words())));
    }

    /** How far a command is what the pattern says, by any of its spellings, for a rule that asks or denies. */
    public Match touches(CommandForms command) {
        if (command.literal().stream().anyMatch(each -> matches(each, false))) {
            return Match.YES;
        }
        boolean maybe = !isForTexts && command.possible().stream().anyMatch(each -> matches(each, true));
        return maybe ? Match.MAYBE : Match.NO;
    }

    private boolean covers(List<Word> words) {
        return matches(CommandSpelling.open(words), false) && (words.stream().noneMatch(Word::mayVanish)
                || matches(CommandSpelling.open(words.stream().filter(word -> !word.mayVanish()).toList()), false));
    }

    private boolean matches(int[] signs, boolean isMay) {
        return matchers.stream().anyMatch(each -> isMay ? each.mayMatch(signs) : each.covers(signs));
    }

    private static List<Word> harmful(ShellCommand command) {
        return CommandForms.with(command.assignments().stream().filter(each -> !each.isHarmless()).toList(),
                command.words());
    }

    @Override
    public String toString() {
        return text;
    }
}
