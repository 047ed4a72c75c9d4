package dev.podd.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.Golden;
import dev.podd.event.Event;
import dev.podd.event.PodEvent;
import dev.podd.item.TurnError;
import dev.podd.item.TurnOutcome;
import dev.podd.pod.TurnResult;
import dev.podd.usage.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnViewTest {
    private static final TurnResult FINISHED = new TurnResult(TurnOutcome.FINISHED, null, "- a\n- b",
            new Usage(2400, 2000, 100, 68), 2, "s2", null);

    @Test
    void aTerminalShowsTheTurnWithColours() {
        TestScreen terminal = TestScreen.terminal();
        show(new TextView(terminal.screen()), FINISHED);

        Golden.check("terminal/turn-colour.txt", "A turn on a terminal; \\e is the escape character.", terminal.out());
    }

    @Test
    void aPipeGetsTheAnswerAloneAsMarkdown() {
        TestScreen pipes = TestScreen.pipes();
        show(new TextView(pipes.screen()), FINISHED);

        assertThat(pipes.out()).isEqualTo("I look **first**.\n\nThen I answer.\n\n- a\n- b\n");
        Golden.check("terminal/turn-plain.txt", "What standard error says of a turn when nothing is a terminal.",
                pipes.err());
    }

    @Test
    void aTerminalWithoutColoursGetsMarkdownThatCannotSteerIt() {
        TestScreen terminal = TestScreen.plainTerminal();
        TextView view = new TextView(terminal.screen());
        view.happened(
                new PodEvent("p1", "s2", 1, new Event.TextDelta("i1", "Say \u001b]52;c;ZXZpbA==\u0007\r\n*hi*\u009b")));
        view.happened(new PodEvent("p1", "s2", 2, new Event.TextDelta("i1", "2J \uD83D\uDE80")));
        view.ended(FINISHED);

        assertThat(terminal.out()).startsWith("Say <U+001B>]52;c;ZXZpbA==<U+0007>\n*hi*<U+009B>2J \uD83D\uDE80\n");
    }

    @Test
    void jsonIsOneEventALineAndNothingElse() {
        TestScreen pipes = TestScreen.pipes();
        show(new JsonView(pipes.screen()), FINISHED);

        Golden.check("terminal/turn.jsonl", "A turn as podd run --json prints it.", pipes.out());
        assertThat(pipes.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "PAUSED        | podd: paused; go on with: podd run --session s2",
        "LIMIT_REACHED | podd: stopped at the limit after 2 requests; go on with: podd run --session s2",
        "CANCELLED     | podd: cancelled; go on with: podd run --session s2 (or --continue)",
        "ERROR         | podd: the model is gone (providerFailed)"})
    void aTurnThatDoesNotFinishSaysHowItGoesOn(TurnOutcome outcome, String line) {
        TestScreen pipes = TestScreen.pipes();
        TurnError error = outcome == TurnOutcome.ERROR ? new TurnError("providerFailed", "the model is gone") : null;

        new TextView(pipes.screen()).ended(new TurnResult(outcome, error, null, FINISHED.usage(), 2, "s2", null));

        assertThat(pipes.err()).isEqualTo(line + "\n2 requests · tokens: 2,400 in (2,000 cached), 68 out\n");
    }

    @Test
    void aMessageThatDidNotStreamIsShownWhenItIsWhole() {
        TestScreen pipes = TestScreen.pipes();
        TextView view = new TextView(pipes.screen());

        Story.events().stream().filter(each -> !(each.event() instanceof Event.TextDelta))
                .forEach(view::happened);

        assertThat(pipes.out()).isEqualTo("I look **first**.\n\nThen I answer.\n\n- a\n- b\n");
    }

    private static void show(TurnView view, TurnResult result) {
        Story.events().forEach(event -> {
            view.happened(event);
            view.tick();
        });
        view.ended(result);
    }
}
