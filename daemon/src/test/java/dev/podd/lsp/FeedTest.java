package dev.podd.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.buffer.Buffers;
import dev.podd.event.Event;
import dev.podd.event.PodEvent;
import dev.podd.jsonrpc.Connection;
import dev.podd.jsonrpc.HeaderFraming;
import dev.podd.lsp.wire.PodEventParams;
import dev.podd.lsp.wire.WireEvent;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedTest {
    private final Feed feed = new Feed();
    private final Cursor cursor = cursor();

    @Test
    void deltasOfOneItemAreJoinedUntilSomebodyTakesThem() {
        feed.attach(cursor, 0);
        tell(new Event.TurnStarted());
        text("a", "1");
        text("a", "2");
        assertThat(takeAll(cursor)).containsExactly("1 TurnStarted[]", "2 TextDelta[item=a, text=12]");
        text("a", "3");
        text("a", "4");
        text("b", "5");
        assertThat(takeAll(cursor)).containsExactly("3 TextDelta[item=a, text=34]", "4 TextDelta[item=b, text=5]");
        assertThat(takeAll(cursor)).isEmpty();
    }

    @Test
    void reasoningAndOutputAreJoinedTooButNothingAcrossKinds() {
        feed.attach(cursor, 0);
        tell(new Event.ReasoningDelta("a", "1"));
        tell(new Event.ReasoningDelta("a", "2"));
        text("a", "3");
        tell(new Event.ToolCallOutput("c", "4"));
        tell(new Event.ToolCallOutput("c", "5"));
        tell(new Event.ToolCallOutput("d", "6"));
        assertThat(takeAll(cursor)).containsExactly("1 ReasoningDelta[item=a, text=12]", "2 TextDelta[item=a, text=3]",
                "3 ToolCallOutput[call=c, text=45]", "4 ToolCallOutput[call=d, text=6]");
    }

    @Test
    void twoEditorsGetTheSameNumbersAtTheirOwnPace() {
        Cursor slow = cursor();
        feed.attach(cursor, 0);
        feed.attach(slow, 0);
        text("a", "1");
        assertThat(takeAll(cursor)).containsExactly("1 TextDelta[item=a, text=1]");
        text("a", "2");
        text("a", "3");
        assertThat(takeAll(slow)).containsExactly("1 TextDelta[item=a, text=1]", "2 TextDelta[item=a, text=23]");
        assertThat(takeAll(cursor)).containsExactly("2 TextDelta[item=a, text=23]");
    }

    @Test
    void anEditorThatComesBackGetsWhatItMissed() {
        feed.attach(cursor, 0);
        text("a", "1");
        takeAll(cursor);
        feed.detach(cursor);
        text("a", "2");
        tell(new Event.Warning("w"));
        Cursor back = cursor();
        feed.attach(back, 1);
        assertThat(takeAll(back)).containsExactly("2 TextDelta[item=a, text=2]", "3 Warning[message=w]");
        assertThat(feed.last()).isEqualTo(3);
    }

    @Test
    void whatSomeEditorHasYetToTakeIsKeptAndOldEventsAreNot() {
        feed.attach(cursor, 0);
        for (int i = 0; i < 50_000; i++) {
            tell(new Event.Warning("" + i));
        }
        assertThat(takeAll(cursor)).hasSize(50_000).endsWith("50000 Warning[message=49999]");
        for (int i = 0; i < 20_000; i++) {
            tell(new Event.Warning("" + i));
            takeAll(cursor);
        }
        Cursor late = cursor();
        feed.attach(late, 0);
        assertThat(takeAll(late)).hasSizeBetween(4000, 4500).endsWith("70000 Warning[message=19999]");
    }

    @Test
    void eventsWithMuchTextGoSooner() {
        for (int i = 0; i < 100; i++) {
            text("a" + i, "x".repeat(100_000));
            text("b" + i, "y");
        }
        feed.attach(cursor, 0);
        assertThat(takeAll(cursor)).hasSizeBetween(80, 100).endsWith("200 TextDelta[item=b99, text=y]");
    }

    private void text(String item, String text) {
        tell(new Event.TextDelta(item, text));
    }

    private void tell(Event event) {
        feed.happened(new PodEvent("pod", "session", 1, event));
    }

    private static List<String> takeAll(Cursor cursor) {
        List<String> all = new ArrayList<>();
        for (Object next = cursor.next(); next != null; next = cursor.next()) {
            PodEventParams params = (PodEventParams) next;
            WireEvent event = params.event();
            all.add(params.seq() + " " + event);
        }
        return all;
    }

    private Cursor cursor() {
        Connection connection = new Connection(
                new HeaderFraming(InputStream.nullInputStream(), OutputStream.nullOutputStream()));
        return new Cursor(feed, connection, new EventToWire(new ItemToWire(new Documents(new Buffers()))));
    }
}
