package dev.podd.terminal;

import dev.podd.approval.ModelQuestion;
import dev.podd.approval.ModelQuestion.Choice;
import dev.podd.approval.ModelQuestion.Reply;
import dev.podd.terminal.Ink.Style;
import dev.podd.transcript.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts questions of the model to the person at the prompt: numbers choose, anything else is an answer in words. */
final class Consultation {
    private final Ink ink;
    private final Prompt prompt;

    Consultation(Ink ink, Prompt prompt) {
        this.ink = ink;
        this.prompt = prompt;
    }

    /** Shows the question and reads lines until one is an answer; an empty line or the end of the input is none. */
    Reply ask(ModelQuestion question) throws InterruptedException {
        shown(question).forEach(prompt::show);
        while (true) {
            String line = prompt.line(ink.paint(hint(question) + "; Enter for no answer", Style.DIM) + " > ");
            if (line == null || line.isBlank()) {
                return Reply.DISMISSED;
            }
            Optional<Reply> reply = reply(question, line.strip());
            if (reply.isPresent()) {
                return reply.get();
            }
            prompt.show("  " + ink.paint("please answer with " + numbers(question), Style.YELLOW));
        }
    }

    private List<String> shown(ModelQuestion question) {
        List<String> lines = new ArrayList<>();
        List<String> text = Visible.text(question.question()).lines().toList();
        lines.add(ink.paint("? ", Style.YELLOW) + ink.paint(text.getFirst(), Style.BOLD));
        text.stream().skip(1).forEach(line -> lines.add("  " + line));
        int number = 0;
        int width = String.valueOf(question.choices().size()).length();
        for (Choice choice : question.choices()) {
            lines.add("  " + ink.paint("[" + ++number + "]", Style.BOLD)
                    + " ".repeat(width - String.valueOf(number).length() + 1) + line(choice.label()));
            if (choice.description() != null) {
                String indent = " ".repeat(width + 5);
                Visible.text(choice.description()).lines()
                        .forEach(line -> lines.add(indent + ink.paint(line, Style.DIM)));
            }
        }
        return lines;
    }

    private static String line(String label) {
        return Visible.line(label, 200);
    }

    private static String hint(ModelQuestion question) {
        if (question.choices().isEmpty()) {
            return "your answer";
        }
        return numbers(question) + (question.freeText() ? ", or your own words" : "");
    }

    private static String numbers(ModelQuestion question) {
        int last = question.choices().size();
        String range = last == 1 ? "1" : "1-" + last;
        return question.multiple() && last > 1 ? range + ", several as 1 " + last : range;
    }

    /** Empty when the line is none. */
    private static Optional<Reply> reply(ModelQuestion question, String line) {
        Optional<List<String>> numbers = chosen(question, line);
        if (numbers.isPresent()) {
            return Optional.of(question.reply(numbers.get(), null));
        }
        return question.freeText() ? Optional.of(question.reply(List.of(), line)) : Optional.empty();
    }

    /** The ids of the options that a line of numbers, or one option's own label, names; empty when it is neither. */
    private static Optional<List<String>> chosen(ModelQuestion question, String line) {
        List<Choice> choices = question.choices();
        Optional<Choice> named = choices.stream().filter(each -> each.label().equalsIgnoreCase(line)).findFirst();
        if (named.isPresent()) {
            return Optional.of(List.of(named.get().option()));
        }
        String[] words = line.split("[\\s,;]+");
        List<String> chosen = new ArrayList<>();
        for (String word : words) {
            if (!word.matches("[0-9]{1,3}")) {
                return Optional.empty();
            }
            int number = Integer.parseInt(word);
            if (number < 1 || number > choices.size()) {
                return Optional.empty();
            }
            chosen.add(choices.get(number - 1).option());
        }
        return chosen.isEmpty() || (chosen.size() > 1 && !question.multiple()) ? Optional.empty()
                : Optional.of(chosen);
    }
}
