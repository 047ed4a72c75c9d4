package dev.podd.tool.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.approval.Answer;
import dev.podd.approval.ModelQuestion;
import dev.podd.approval.ModelQuestion.Reply;
import dev.podd.approval.Person;
import dev.podd.approval.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AskToolTest {
    @TempDir
    private Path temp;
    private Desk desk;
    private final List<ModelQuestion> asked = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        desk = new Desk(temp.toRealPath());
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private void answering(List<String> options, String text) {
        desk.questions.attach(new Person() {
            @Override
            public Optional<Answer> ask(Question question) {
                throw new AssertionError("asked about a tool");
            }

            @Override
            public Optional<Reply> ask(ModelQuestion question) {
                asked.add(question);
                return Optional.of(question.reply(options, text));
            }
        });
    }

    @Test
    void theAnswerStandsInTheSummary() throws InterruptedException {
        answering(List.of("2"), "but only the small one");
        assertThat(desk.call("ask", "{'question':'Which?','options':[{'label':'a'},{'label':'b'}]}"))
                .isEqualTo("ok: chosen: \"b\"; and: but only the small one");
        assertThat(asked).singleElement().satisfies(question -> assertThat(question.freeText()).isTrue());
    }

    @Test
    void aLongAnswerIsWholeInTheBody() throws InterruptedException {
        answering(List.of(), "First do this.\nThen do that.");
        assertThat(desk.call("ask", "{'question':'What now?','free_text':false,'multiple':true}"))
                .isEqualTo("ok: answered: First do this.…\n\nFirst do this.\nThen do that.");
        assertThat(asked).singleElement().satisfies(question -> {
            assertThat(question.freeText()).as("nothing else is left").isTrue();
            assertThat(question.multiple()).isFalse();
        });
    }

    @Test
    void withoutAPersonTheModelGoesOn() throws InterruptedException {
        assertThat(desk.call("ask", "{'question':'Which?'}"))
                .isEqualTo("ok: No answer: no person is connected. Go on with"
                        + " what you think best and say what you assumed, or end your turn with the question.");
    }

    @Test
    void whatCannotBeShownIsRefusedByName() throws InterruptedException {
        assertThat(desk.call("ask", "{}")).isEqualTo("error: ask needs question");
        assertThat(desk.call("ask", "{'question':' '}")).isEqualTo("error: ask: question: nothing is asked");
        assertThat(desk.call("ask", "{'question':'" + "x".repeat(4001) + "'}"))
                .isEqualTo("error: ask: question: 4001 characters; at most 4000");
        assertThat(desk.call("ask", "{'question':'a','options':[{'label':'b'},{'description':'c'}]}"))
                .isEqualTo("error: ask: options[1].label: it is missing");
        assertThat(desk.call("ask", "{'question':'a','options':[{'label':'b'},{'label':' b'}]}"))
                .isEqualTo("error: ask: options[1].label: there is another option with that label");
        assertThat(desk.call("ask", "{'question':'a','options':[" + "{'label':'b'},".repeat(20) + "{'label':'b'}]}"))
                .isEqualTo("error: ask: options: 21; at most 20");
    }
}
