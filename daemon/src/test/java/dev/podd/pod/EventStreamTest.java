package dev.podd.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.event.Event;
import dev.podd.event.PodEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private final EventStream stream = new EventStream("pod", 0);
    private final EventCursor cursor = cursor(0);

    @Test
    void deltasOfOneItemAreJoinedUntilTheyAreFetched() {
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
        tell(new Event.ReasoningDelta("a", "1"));
        tell(new Event.ReasoningDelta("a", "2"));
        text("a", "3");
        output("c", "4");
        output("c", "5");
        output("d", "6");
        assertThat(takeAll(cursor)).containsExactly("1 ReasoningDelta[item=a, text=12]", "2 TextDelta[item=a, text=3]",
                "3 ToolCallOutput[call=c, text=45]", "4 ToolCallOutput[call=d, text=6]");
    }

    @Test
    void outputOfCallsThatRunTogetherIsJoinedByCall() {
        output("c", "1");
        output("d", "2");
        output("c", "3");
        output("d", "4");
        tell(new Event.Warning("w"));
        output("c", "5");
        assertThat(takeAll(cursor)).containsExactly("1 ToolCallOutput[call=c, text=13]",
                "2 ToolCallOutput[call=d, text=24]", "3 Warning[message=w]", "4 ToolCallOutput[call=c, text=5]");
    }

    @Test
    void twoWatchersGetTheSameNumbersAtTheirOwnPace() {
        EventCursor slow = cursor(0);
        text("a", "1");
        assertThat(takeAll(cursor)).containsExactly("1 TextDelta[item=a, text=1]");
        text("a", "2");
        text("a", "3");
        assertThat(takeAll(slow)).containsExactly("1 TextDelta[item=a, text=1]", "2 TextDelta[item=a, text=23]");
        assertThat(takeAll(cursor)).containsExactly("2 TextDelta[item=a, text=23]");
    }

    @Test
    void aWatcherThatComesBackGetsWhatItMissed() {
        text("a", "1");
        takeAll(cursor);
        cursor.close();
        text("a", "2");
        tell(new Event.Warning("w"));
        assertThat(takeAll(cursor(1))).containsExactly("2 TextDelta[item=a, text=2]", "3 Warning[message=w]");
        assertThat(takeAll(cursor)).isEmpty();
        assertThat(stream.last()).isEqualTo(3);
    }

    @Test
    void aPlaceBehindTheLastEventIsTheEnd() {
        text("a", "1");
        EventCursor later = cursor(500);
        text("b", "2");
        assertThat(takeAll(later)).containsExactly("2 TextDelta[item=b, text=2]");
    }

    @Test
    void aWatcherThatFellBehindIsToldWhatItMissed() {
        for (int i = 0; i < 20_000; i++) {
            tell(new Event.Warning("" + i));
        }
        List<PodEvent> got = events(cursor);
        PodEvent first = got.getFirst();
        assertThat(((Event.Warning) first.event()).message())
                .startsWith("events 1 to " + first.seq() + " of Pod pod left out");
        assertThat(got).hasSizeBetween(4000, 4501).extracting(PodEvent::seq)
                .containsExactlyElementsOf(LongStream.rangeClosed(first.seq(), 20_000).boxed().toList());
    }

    /** A second window says that it saw more of the Pod, in the process before this one. */
    @Test
    void watchersAreWarnedWhereTheNumbersGoOnHigher() {
        EventCursor isBehind = cursor(0);
        text("a", "1");
        takeAll(cursor);
        stream.skipTo(100, "session");
        text("a", "2");
        for (EventCursor each : List.of(cursor, isBehind)) {
            assertThat(takeAll(each)).satisfiesExactly(
                    first -> assertThat(first).startsWith("101 Warning[message=events"),
                    second -> assertThat(second).isEqualTo("102 TextDelta[item=a, text=2]"));
        }
    }

    @Test
    void eventsWithMuchTextAreDroppedSooner() {
        for (int i = 0; i < 100; i++) {
            text("a" + i, "x".repeat(100_000));
            text("b" + i, "y");
        }
        assertThat(takeAll(cursor)).hasSizeBetween(80, 100).endsWith("200 TextDelta[item=b99, text=y]");
    }

    @Test
    void aLongTextThatNobodyFetchesIsKeptInPieces() {
        for (int i = 0; i < 1000; i++) {
            text("a", "x".repeat(1000));
        }
        List<PodEvent> got = events(cursor);
        assertThat(got).hasSize(16);
        assertThat(got.stream().mapToInt(event -> ((Event.TextDelta) event.event()).text().length()).sum())
                .isEqualTo(1_000_000);
    }

    /** Ten gigabytes: only what takes time in proportion to the output, and room in proportion to nothing, gets here. */
    @Test
    void ofOutputThatNobodyFetchesTheEndIsKept() {
        String chunk = "0123456789abcdef".repeat(64 * 1024);
        for (int i = 0; i < 1000; i++) {
            output("c", chunk);
        }
        output("c", "the end");
        List<PodEvent> got = events(cursor);
        assertThat(got).hasSize(1);
        String text = ((Event.ToolCallOutput) got.getFirst().event()).text();
        assertThat(text).startsWith("… (").endsWith("abcdefthe end").hasSizeLessThan(200_000);
    }

    @Test
    void theEndIsReachedWhenTheStreamIsClosedAndEmpty() {
        CountDownLatch woken = new CountDownLatch(2);
        EventCursor last = stream.cursor(null, woken::countDown);
        text("a", "1");
        stream.close();
        assertThat(woken.getCount()).isZero();
        assertThat(last.isAtEnd()).isFalse();
        takeAll(last);
        assertThat(last.isAtEnd()).isTrue();
    }

    @Test
    void aWatcherIsToldEachEventOnceAndInOrderWhoeverPublishes() throws InterruptedException {
        List<Long> told = new ArrayList<>();
        new PushedEvents(stream, null, event -> told.add(event.seq()));
        List<Thread> publishers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            publishers.add(Thread.startVirtualThread(() -> {
                for (int j = 0; j < 500; j++) {
                    tell(new Event.TurnStarted());
                }
            }));
        }
        for (Thread publisher : publishers) {
            publisher.join();
        }
        assertThat(told).containsExactlyElementsOf(LongStream.rangeClosed(1, 2000).boxed().toList());
    }

    @Test
    void aCursorThatBeginsInTheMidstOfATextGetsAllThatFollows() {
        text("i1", "Hel");
        EventCursor later = cursor(stream.closeLast());
        text("i1", "lo");
        assertThat(later.next()).isNotNull().extracting(PodEvent::event).isEqualTo(new Event.TextDelta("i1", "lo"));
        EventCursor now = stream.cursor(null, () -> {});
        text("i1", "!");
        assertThat(now.next()).isNotNull().extracting(PodEvent::event).isEqualTo(new Event.TextDelta("i1", "!"));
    }

    @Test
    void aCursorThatIsMadeAfterMoreCameGetsThatToo() {
        text("i1", "Hel");
        long last = stream.closeLast();
        text("i1", "lo");
        assertThat(cursor(last).next()).isNotNull().extracting(PodEvent::seq).isEqualTo(last + 1);
    }

    private EventCursor cursor(long after) {
        return stream.cursor(after, () -> {});
    }

    private void text(String item, String text) {
        tell(new Event.TextDelta(item, text));
    }

    private void output(String call, String text) {
        tell(new Event.ToolCallOutput(call, text));
    }

    private void tell(Event event) {
        stream.publish("session", event);
    }

    private static List<PodEvent> events(EventCursor cursor) {
        List<PodEvent> all = new ArrayList<>();
        for (PodEvent next = cursor.next(); next != null; next = cursor.next()) {
            all.add(next);
        }
        return all;
    }

    private static List<String> takeAll(EventCursor cursor) {
        return events(cursor).stream().map(event -> event.seq() + " " + event.event()).toList();
    }
}
