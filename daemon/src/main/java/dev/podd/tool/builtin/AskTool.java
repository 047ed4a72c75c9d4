package dev.podd.tool.builtin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.podd.approval.ModelQuestion;
import dev.podd.approval.ModelQuestion.Choice;
import dev.podd.approval.ModelQuestion.Reply;
import dev.podd.approval.OpenQuestions;
import dev.podd.item.ToolKind;
import dev.podd.item.ToolOutcome;
import dev.podd.tool.ToolException;
import dev.podd.tool.ToolOutput;
import dev.podd.tool.ToolRun;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the person, and waits for their answer as long as it takes. Without an answer the model goes on by itself. */
final class AskTool extends BuiltinTool<AskTool.Arguments> {
    /** Characters: more cannot be read in a glance, which is all that a person gives a question. */
    private static final int LONGEST_QUESTION = 4000;
    private static final int LONGEST_LABEL = 200;
    private static final int LONGEST_DESCRIPTION = 1000;
    private static final int MOST_OPTIONS = 20;
    private static final ToolOutput STOPPED = new ToolOutput(ToolOutcome.CANCELLED,
            "The turn was stopped before the person answered.", null, null);

    private final String pod;
    private final OpenQuestions questions;

    AskTool(String pod, OpenQuestions questions) {
        super("ask", ToolKind.OTHER, Arguments.class,
                "Ask the person what only they can decide, and wait for the answer. They may choose from options, or use"
                        + " their own words unless free_text is false. Not for permission to use a tool.",
                Schema.requiring("question").text("question")
                        .list("options", Schema.requiring("label").text("label").text("description"))
                        .flag("multiple").flag("free_text"));
        this.pod = pod;
        this.questions = questions;
    }

    @Override
    PlannedCall plan(Arguments given) {
        String question = given.question.strip();
        require(!question.isEmpty(), "question: nothing is asked");
        require(question.length() <= LONGEST_QUESTION,
                "question: " + question.length() + " characters; at most " + LONGEST_QUESTION);
        List<Choice> choices = choices(given.options == null ? List.of() : given.options);
        boolean isFree = choices.isEmpty() || !Boolean.FALSE.equals(given.freeText);
        boolean isMultiple = Boolean.TRUE.equals(given.multiple) && !choices.isEmpty();
        return PlannedCall.of("ask: " + PlannedCall.shortened(question),
                run -> asked(run, question, choices, isMultiple, isFree));
    }

    private static List<Choice> choices(List<Option> options) {
        require(options.size() <= MOST_OPTIONS, "options: " + options.size() + "; at most " + MOST_OPTIONS);
        List<Choice> choices = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        for (Option option : options) {
            String name = "options[" + choices.size() + "]";
            String label = option.label == null ? "" : option.label.strip();
            require(!label.isEmpty(), name + ".label: it is missing");
            require(label.length() <= LONGEST_LABEL, name + ".label: " + label.length() + " characters; at most "
                    + LONGEST_LABEL + ", the rest belongs in description");
            require(labels.add(label), name + ".label: there is another option with that label");
            String description = option.description == null || option.description.isBlank() ? null
                    : option.description.strip();
            require(description == null || description.length() <= LONGEST_DESCRIPTION,
                    name + ".description: at most " + LONGEST_DESCRIPTION + " characters");
            choices.add(new Choice(String.valueOf(choices.size() + 1), label, description));
        }
        return choices;
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new ToolException("ask: " + problem);
        }
    }

    private ToolOutput asked(ToolRun run, String question, List<Choice> choices, boolean isMultiple, boolean isFree)
            throws InterruptedException {
        run.ifCancelled(() -> STOPPED);
        return output(questions.ask(new ModelQuestion(pod, run.call(), question, choices, isMultiple, isFree)));
    }

    /** The summary holds the beginning of the answer, since it outlives the body. */
    private static ToolOutput output(Reply reply) {
        if (!reply.isAnswered()) {
            return ToolOutput.ok("No answer: " + reply.unanswered()
                    + ". Go on with what you think best and say what you assumed, or end your turn with the question.",
                    null);
        }
        String chosen = reply.chosen().stream().map(choice -> "\"" + choice.label() + "\"")
                .collect(Collectors.joining(", "));
        String text = Objects.requireNonNullElse(reply.text(), "");
        String summary = chosen.isEmpty() ? "answered: " + PlannedCall.shortened(text)
                : "chosen: " + chosen + (text.isEmpty() ? "" : "; and: " + PlannedCall.shortened(text));
        boolean isWhole = text.equals(PlannedCall.shortened(text));
        return ToolOutput.ok(summary, isWhole ? null : text);
    }

    record Arguments(String question, @Nullable List<Option> options, @Nullable Boolean multiple,
            @JsonProperty("free_text") @Nullable Boolean freeText) {}

    /** One answer to choose, as the model offers it. */
    record Option(@Nullable String label, @Nullable String description) {}
}
