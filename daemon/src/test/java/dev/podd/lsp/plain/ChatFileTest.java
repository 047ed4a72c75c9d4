package dev.podd.lsp.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.workspace.TextFile;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChatFileTest {
    private static String after(String text, List<TextFile.Edit> edits) {
        StringBuilder changed = new StringBuilder();
        int done = 0;
        for (TextFile.Edit edit : edits) {
            changed.append(text, done, edit.start()).append(edit.text());
            done = edit.end();
        }
        return changed.append(text.substring(done)).toString();
    }

    private static String begun(String text) {
        ChatFile.Begun begun = new ChatFile(text).begin(new ChatHead("s-1", null), "");
        String changed = after(text, begun.edits());
        assertThat(begun.place().text()).isEqualTo(changed);
        return begun.place().with("|").text();
    }

    @Test
    void whatStandsUnderTheLastHeadingIsSaid() {
        ChatFile file = new ChatFile("<!-- podd: session s-7 -->\n## You\n\nA\n\n## Podd\n\nB\n\n## You\n\nC\n\nD\n");
        assertThat(file.session()).isEqualTo("s-7");
        assertThat(file.endsInAnswer()).isFalse();
        assertThat(file.last()).isEqualTo("C\n\nD");
    }

    @Test
    void anAnswerWithoutAnEndIsNoInput() {
        assertThat(new ChatFile("## You\n\nA\n\n## Podd\n\nB").endsInAnswer()).isTrue();
        assertThat(new ChatFile("## You\nA\n ## Podd\n").last()).isEqualTo("A\n ## Podd");
    }

    @Test
    void aFileWithoutHeadingsIsAllSaid() {
        assertThat(new ChatFile("What is this?").last()).isEqualTo("What is this?");
        assertThat(begun("What is this?")).isEqualTo(
                "<!-- podd: session s-1 -->\n\n## You\n\nWhat is this?\n\n## Podd\n\n|\n");
    }

    @Test
    void anAnswerBeginsBeforeTheLastLineEndSoThatNoEditorHasToAddALine() {
        assertThat(begun("## You\n\nHi\n")).isEqualTo(
                "<!-- podd: session s-1 -->\n\n## You\n\nHi\n\n## Podd\n\n|\n");
        assertThat(begun("<!-- podd: session s-1 -->\n## You\nHi\n\n\n")).isEqualTo(
                "<!-- podd: session s-1 -->\n## You\nHi\n\n## Podd\n\n|\n");
        assertThat(begun("<!-- podd: session other -->\r\n## You\r\nHi")).isEqualTo(
                "<!-- podd: session s-1 -->\r\n## You\r\nHi\r\n\r\n## Podd\r\n\r\n|\r\n");
    }

    @Test
    void aChatMayLeaveItsSession() {
        String text = "<!-- podd: session s-1 -->\n\n## You\n\n/new\n";
        ChatFile.Begun answered = new ChatFile(text).answer(ChatHead.NONE, "*Yes.*");
        assertThat(after(text, answered.edits())).isEqualTo("\n## You\n\n/new\n\n## Podd\n\n*Yes.*\n\n## You\n\n");
    }

    @Test
    void aChatKeepsTheModelThatWasChosen() {
        String chosen = "<!-- podd: session s-1, model openai/gpt-5 -->\n\n## You\n\nHi\n";
        assertThat(new ChatFile(chosen).head()).isEqualTo(new ChatHead("s-1", "openai/gpt-5"));
        assertThat(begun(chosen)).startsWith("<!-- podd: session s-1 -->\n");
        String before = "<!-- podd: model vllm/org/name:7b -->\n\n## You\n\nHi\n";
        ChatHead head = new ChatFile(before).head();
        assertThat(head).isEqualTo(new ChatHead(null, "vllm/org/name:7b"));
        assertThat(after(before, new ChatFile(before).begin(head.withSession("s-2"), "").edits()))
                .startsWith("<!-- podd: session s-2, model vllm/org/name:7b -->\n\n## You\n");
    }

    @Test
    void whatThePersonTypedBehindAnAnswerComesUnderTheNextHeading() {
        String text = "## You\n\nHi\n\n## Podd\n\nHello\nAnd you?\n";
        TextPlace place = new TextPlace(text, text.indexOf("\nAnd"));
        assertThat(place.with(new ChatFile(text).end(place)).text())
                .isEqualTo("## You\n\nHi\n\n## Podd\n\nHello\n\n## You\n\nAnd you?\n");
        TextPlace tight = new TextPlace(text, text.indexOf("And"));
        assertThat(tight.with(new ChatFile(text).end(tight)).text())
                .isEqualTo("## You\n\nHi\n\n## Podd\n\nHello\n\n## You\n\nAnd you?\n");
    }

    @Test
    void anAnswerGoesOnBehindWhatStandsThereAlready() {
        String text = "## You\n\nHi\n\n## Podd\n\nHel\n";
        ChatFile.Rest rest = new ChatFile(text).rest("Hello there");
        assertThat(rest.known()).isEqualTo(3);
        assertThat(rest.place().before()).endsWith("Hel");
        assertThat(new ChatFile("## Podd\n\n\n").rest("Hello").known()).isZero();
        assertThat(new ChatFile("## Podd\n\n- ✓ read a\n\nHello th").rest("Hello there").known()).isEqualTo(8);
        assertThat(new ChatFile("## Podd\n\n- ✓ read a").rest("Hello there").known()).isZero();
    }
}
