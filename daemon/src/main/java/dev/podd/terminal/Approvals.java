package dev.podd.terminal;

import dev.podd.approval.Answer;
import dev.podd.approval.Option;
import dev.podd.approval.Question;
import dev.podd.terminal.Ink.Style;
import dev.podd.transcript.Visible;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the person at the prompt whether a tool may run: the change or the command is shown, a letter is the answer. */
final class Approvals {
    /** Lines of a question above which its heading has scrolled away and is shown again below. */
    private static final int LONG = 20;
    /** Columns in which choices stand in one line; else each has a line of its own. */
    private static final int WIDTH = 76;
    /** Columns that a choice takes beside its label. */
    private static final int APART = 6;
    /** Characters of a label that are shown. */
    private static final int LONGEST = 200;

    private final Ink ink;
    private final Prompt prompt;

    Approvals(Ink ink, Prompt prompt) {
        this.ink = ink;
        this.prompt = prompt;
    }

    /** Shows the question and reads lines until one is an answer; the end of the input means no. */
    Answer ask(Question question) throws InterruptedException {
        List<String> shown = shown(question);
        shown.forEach(prompt::show);
        if (shown.size() > LONG) {
            prompt.show(shown.getFirst());
        }
        Map<Character, Option> letters = letters(question.options());
        List<String> choices = choices(letters);
        boolean isShort = question.options().stream().mapToInt(option -> option.label().length() + APART).sum()
                <= WIDTH;
        if (!isShort) {
            choices.forEach(choice -> prompt.show("  " + choice));
        }
        while (true) {
            String line = prompt.line(isShort ? String.join("  ", choices) + " > " : "> ");
            if (line == null) {
                return Answer.REJECTED;
            }
            Option chosen = chosen(letters, line.strip());
            if (chosen != null) {
                return new Answer(chosen.kind(), chosen.kind() == Option.Kind.REJECT ? comment(line.strip()) : null);
            }
            prompt.show("  " + ink.paint("please answer " + words(letters), Style.YELLOW));
        }
    }

    private List<String> shown(Question question) {
        List<String> lines = new ArrayList<>();
        String command = question.command();
        String title = command == null ? question.title() : "Run this command?" + note(question.title());
        lines.add(ink.paint("? ", Style.YELLOW) + ink.paint(Visible.text(title), Style.BOLD));
        if (command != null) {
            Visible.text(command).lines().forEach(line -> lines.add("  " + ink.paint("$ " + line, Style.CYAN)));
        }
        String diff = question.diff();
        if (diff != null) {
            Visible.text(diff).lines().forEach(line -> lines.add("  " + coloured(line)));
        }
        return lines;
    }

    /** What a title says in brackets at its end; the command itself is shown apart. */
    private static String note(String title) {
        int bracket = title.endsWith(")") ? title.lastIndexOf(" (") : -1;
        return bracket < 0 ? "" : title.substring(bracket);
    }

    private static String words(Map<Character, Option> letters) {
        return letters.keySet().stream().map(String::valueOf).collect(Collectors.joining(" or "));
    }

    private String coloured(String line) {
        if (line.startsWith("+++") || line.startsWith("---")) {
            return ink.paint(line, Style.BOLD);
        }
        return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case '+' -> ink.paint(line, Style.GREEN);
            case '-' -> ink.paint(line, Style.RED);
            case '@' -> ink.paint(line, Style.CYAN);
            default -> line;
        };
    }

    private static Map<Character, Option> letters(List<Option> options) {
        Map<Character, Option> letters = new LinkedHashMap<>();
        options.forEach(option -> letters.put(letter(option.kind()), option));
        return letters;
    }

    private static char letter(Option.Kind kind) {
        return switch (kind) {
            case ALLOW_ONCE -> 'y';
            case ALLOW_SESSION -> 's';
            case ALLOW_ALWAYS -> 'a';
            case REJECT -> 'n';
        };
    }

    private List<String> choices(Map<Character, Option> letters) {
        List<String> choices = new ArrayList<>();
        letters.forEach((letter, option) -> choices
                .add(ink.paint("[" + letter + "]", Style.BOLD) + " " + Visible.line(option.label(), LONGEST)));
        return choices;
    }

    private static @Nullable Option chosen(Map<Character, Option> letters, String line) {
        String word = line.split("\\s", 2)[0].toLowerCase(Locale.ROOT);
        return switch (word) {
            case "yes" -> letters.get('y');
            case "no" -> letters.get('n');
            default -> word.length() == 1 ? letters.get(word.charAt(0)) : null;
        };
    }

    /** What stands behind the letter; else it is asked for. */
    private @Nullable String comment(String line) throws InterruptedException {
        String[] words = line.split("\\s", 2);
        String comment = words.length > 1 ? words[1]
                : prompt.line("what should be done instead? (Enter for no comment) > ");
        return comment == null || comment.isBlank() ? null : comment.strip();
    }
}
