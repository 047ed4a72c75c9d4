package dev.podd.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.Golden;
import dev.podd.approval.ModelQuestion;
import dev.podd.approval.ModelQuestion.Choice;
import dev.podd.approval.ModelQuestion.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsultationTest {
    private static final Choice SQLITE = new Choice("1", "SQLite", "One file, no server.\nSlow with many writers.");
    private static final Choice POSTGRES = new Choice("2", "Postgre\u001b[2JSQL", null);
    private static final ModelQuestion ONE = new ModelQuestion("p1", "c1", "Which database?\nIt can be changed later.",
            List.of(SQLITE, POSTGRES), false, true);
    private static final ModelQuestion MANY = new ModelQuestion("p1", "c2", "Which of them?",
            List.of(SQLITE, POSTGRES), true, false);
    private static final ModelQuestion WORDS = new ModelQuestion("p1", "c3", "What is it called?", List.of(), false,
            true);

    private final TestScreen terminal = TestScreen.terminal();

    @Test
    void optionsAreNumberedAndWhatIsNoAnswerIsAskedAgain() throws InterruptedException {
        answer(ONE, "1");
        answer(MANY, "all", "1 2");
        answer(WORDS, "depot");

        Golden.check("terminal/consultation.txt", "Questions of the model at the prompt; \\e is the escape character.",
                terminal.out());
    }

    @Test
    void aNumberALabelOrWordsAnswer() throws InterruptedException {
        assertThat(answer(ONE, "2")).isEqualTo(Reply.of(List.of(POSTGRES), null));
        assertThat(answer(ONE, " sqlite ")).isEqualTo(Reply.of(List.of(SQLITE), null));
        assertThat(answer(ONE, "neither, use a file")).isEqualTo(Reply.of(List.of(), "neither, use a file"));
        assertThat(answer(ONE, "3")).as("a number of none").isEqualTo(Reply.of(List.of(), "3"));
        assertThat(answer(WORDS, "42")).isEqualTo(Reply.of(List.of(), "42"));
    }

    @Test
    void severalCountWhereSeveralMayBeChosen() throws InterruptedException {
        assertThat(answer(MANY, "2, 1")).isEqualTo(Reply.of(List.of(SQLITE, POSTGRES), null));
        assertThat(answer(ONE, "1 2")).isEqualTo(Reply.of(List.of(), "1 2"));
        assertThat(answer(MANY, "0", "1;3", "2")).isEqualTo(Reply.of(List.of(POSTGRES), null));
    }

    @Test
    void anEmptyLineAndTheEndOfInputAreNoAnswer() throws InterruptedException {
        assertThat(answer(MANY, " ")).isEqualTo(Reply.DISMISSED);
        assertThat(answer(WORDS)).isEqualTo(Reply.DISMISSED);
    }

    private Reply answer(ModelQuestion question, String... typed) throws InterruptedException {
        Typed prompt = new Typed(terminal.screen(), typed);
        Reply reply = new Consultation(Ink.ANSI, prompt).ask(question);
        assertThat(prompt.left()).as("lines nobody read").isEmpty();
        return reply;
    }
}
