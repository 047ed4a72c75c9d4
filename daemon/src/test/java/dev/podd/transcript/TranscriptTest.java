package dev.podd.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.item.ToolOutcome;
import dev.podd.item.TurnOutcome;
import dev.podd.log.Entry;
import dev.podd.log.StoredEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    private static final Entry ASKED = new Entry.UserInput(Item.Message.text("i1", Role.USER, "Do it."));
    private static final Entry CALL = new Entry.AssistantItem(new Item.ToolCall("i2", "c1", "shell", "{}"));
    private static final Entry RESULT = new Entry.ToolResult(
            new Item.ToolResult("i3", "c1", ToolOutcome.OK, "done", null), false);
    private static final Entry FINISHED = new Entry.TurnEnded(TurnOutcome.FINISHED, false, 1, null);

    @Test
    void aChangeIsBelowTheResultOfItsCall() {
        assertThat(withDiffs(ASKED, CALL, change("c1", "old", "new"), RESULT, FINISHED)).containsSubsequence(
                "- ✓ `shell`", "<summary>a.txt changed</summary>", "-old", "+new");
    }

    @Test
    void whatAJobChangesLaterIsShownWhereItHappened() {
        assertThat(withDiffs(ASKED, CALL, RESULT, FINISHED, change("c1", null, "new"))).containsSubsequence(
                "- ✓ `shell`", "<summary>a.txt made in the background</summary>", "+new");
    }

    @Test
    void thatAChangeWasTakenBackIsShown() {
        assertThat(withDiffs(ASKED, CALL, change("c1", "old", "new"), RESULT, FINISHED,
                change(Entry.FileChange.UNDO, "new", "old"), change(Entry.FileChange.REWIND, "old", null)))
                .containsSubsequence("<summary>a.txt changed</summary>", "+new",
                        "<summary>a.txt changed by an undo</summary>", "-new", "+old",
                        "<summary>a.txt deleted by a rewind</summary>", "-old");
    }

    @Test
    void aChangeOfACallWithoutAResultIsShownAtTheEndOfTheTurn() {
        assertThat(withDiffs(ASKED, CALL, change("c1", "old", "new"), FINISHED)).containsOnlyOnce("<summary>")
                .containsSubsequence("- … `shell` · no result", "<summary>a.txt changed</summary>", "+new");
    }

    private static Entry change(String call, String before, String after) {
        return new Entry.FileChange(call, "a.txt", before, after);
    }

    /** Contents are their own hashes. */
    private static String withDiffs(Entry... entries) {
        StringBuilder text = new StringBuilder();
        List<StoredEntry> stored = List.of(entries).stream()
                .map(each -> new StoredEntry("1.1", "1", "", 0, "", ByteBuffer.allocate(0), each)).toList();
        Transcript.withDiffs("s1", stored::forEach, hash -> hash.getBytes(StandardCharsets.UTF_8), text::append);
        return text.toString();
    }
}
