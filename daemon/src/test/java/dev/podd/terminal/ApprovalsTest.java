package dev.podd.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.Golden;
import dev.podd.approval.Answer;
import dev.podd.approval.Option;
import dev.podd.approval.Option.Kind;
import dev.podd.approval.Question;
import dev.podd.item.ToolKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApprovalsTest {
    private static final List<Option> OPTIONS = List.of(new Option("o1", Kind.ALLOW_ONCE, "Allow once"),
            new Option("o2", Kind.ALLOW_SESSION, "Allow every write for this session"),
            new Option("o3", Kind.REJECT, "Reject"));
    private static final Question COMMAND = new Question("p1", "c1", "Run \u001b[2Jmake", ToolKind.EXECUTE, List.of(),
            null,
            "make \\\n  all\u202e", List.of(new Option("o1", Kind.ALLOW_ONCE, "Allow once"),
                    new Option("o2", Kind.ALLOW_SESSION, "Allow shell \"make all\" for this session"),
                    new Option("o3", Kind.ALLOW_ALWAYS, "Always allow shell \"make all\" in this folder"),
                    new Option("o4", Kind.REJECT, "Reject")));
    private static final Question CHANGE = new Question("p1", "c2", "Write a.txt", ToolKind.EDIT, List.of(),
            "--- a.txt\n+++ a.txt\n@@ -1 +1 @@\n-old\n+new\n same\n", null, OPTIONS);

    private final TestScreen terminal = TestScreen.terminal();

    @Test
    void theCommandAndTheChangeAreShownAsTheyAre() throws InterruptedException {
        answer(COMMAND, "y");
        answer(CHANGE, "y");

        Golden.check("terminal/approval.txt", "Questions at the prompt; \\e is the escape character.", terminal.out());
    }

    @Test
    void aLetterOrAWordChooses() throws InterruptedException {
        assertThat(answer(CHANGE, "y")).isEqualTo(new Answer(Kind.ALLOW_ONCE, null));
        assertThat(answer(CHANGE, " YES ")).isEqualTo(new Answer(Kind.ALLOW_ONCE, null));
        assertThat(answer(CHANGE, "s")).isEqualTo(new Answer(Kind.ALLOW_SESSION, null));
    }

    @Test
    void aNoMayCarryAComment() throws InterruptedException {
        assertThat(answer(CHANGE, "n", "")).isEqualTo(new Answer(Kind.REJECT, null));
        assertThat(answer(CHANGE, "n", "use b.txt")).isEqualTo(new Answer(Kind.REJECT, "use b.txt"));
        assertThat(answer(CHANGE, "no use b.txt")).isEqualTo(new Answer(Kind.REJECT, "use b.txt"));
    }

    @Test
    void whatIsNoAnswerIsAskedAgain() throws InterruptedException {
        assertThat(answer(CHANGE, "", "maybe", "x", "y")).isEqualTo(new Answer(Kind.ALLOW_ONCE, null));
    }

    @Test
    void theEndOfInputMeansNo() throws InterruptedException {
        assertThat(answer(CHANGE)).isEqualTo(Answer.REJECTED);
    }

    private Answer answer(Question question, String... typed) throws InterruptedException {
        Typed prompt = new Typed(terminal.screen(), typed);
        Answer answer = new Approvals(Ink.ANSI, prompt).ask(question);
        assertThat(prompt.left()).as("lines nobody read").isEmpty();
        return answer;
    }
}
