package dev.podd.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podd.item.Item;
import dev.podd.item.Part;
import dev.podd.item.Role;
import dev.podd.item.ToolOutcome;
import dev.podd.log.Marks;
import dev.podd.log.Pin;
import dev.podd.usage.Occupancy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlanTest {
    private final List<Item> history = new ArrayList<>();
    private Marks marks = Marks.NONE;

    private PlanTest input(String id, String text) {
        marks = marks.withInput(id).sent();
        return message(id, Role.USER, text);
    }

    private PlanTest message(String id, Role role, String text) {
        history.add(Item.Message.text(id, role, text));
        return this;
    }

    private Plan plan(boolean isInTurn, int pinnedTokens) {
        return Plan.of(history, marks, new Occupancy(history, List.of()),
                new CompactionSettings(null, null, 1, 0, pinnedTokens, null, 500, null), isInTurn);
    }

    private static List<String> ids(List<Pin> pins) {
        return pins.stream().map(Pin::input).toList();
    }

    @Test
    void everythingThePersonSaidIsPinnedAndNothingElseIs() {
        input("u1", "Use tabs").message("n1", Role.USER, "Go on exactly where you stopped.")
                .message("a1", Role.ASSISTANT, "Yes").message("s1", Role.USER, "In Latin").input("u2", "Now");
        marks = marks.withSteered("s1");
        message("a2", Role.ASSISTANT, "Done");
        assertThat(plan(false, 1000).pins()).containsExactly(new Pin("u1", "Use tabs", false),
                new Pin("s1", "In Latin", false), new Pin("u2", "Now", false));
    }

    @Test
    void theInputOfTheRunningTurnStaysAsItIsAndIsNoPin() {
        String words = "x".repeat(2000);
        input("u1", "first").message("a1", Role.ASSISTANT, "Yes").input("u2", words);
        history.add(new Item.ToolCall("k", "c", "read", "{}"));
        history.add(new Item.ToolResult("r", "c", ToolOutcome.OK, "read", null));
        Plan plan = plan(true, 1000);
        assertThat(plan.running()).isNotNull().extracting(Item.Message::text).isEqualTo(words);
        assertThat(ids(plan.pins())).containsExactly("u1");
        Plan.Shortened shortened = plan.with("summary", history, marks, "", List.of("S", "F"));
        assertThat(shortened.history()).extracting(Item::id).containsExactly("S", "u2", "k", "r");
        assertThat(shortened.marks().inputs()).containsExactly("u2");
        assertThat(shortened.marks().summed()).isEqualTo(2);
    }

    @Test
    void anInputThatIsRefusedMeanwhileDoesNotSpoilTheSummary() {
        input("u1", "first").message("a1", Role.ASSISTANT, "Yes").input("u2", "second")
                .message("a2", Role.ASSISTANT, "Done").input("u3", "refused");
        Plan plan = plan(true, 1000);
        history.removeLast();
        marks = marks.refused("u3");
        assertThatCode(() -> plan.accept("summary", history, marks, CompactionSettings.OFF, 0))
                .doesNotThrowAnyException();
    }

    @Test
    void aLongInputIsCutInItsMiddleNeverInsideACharacter() {
        String words = "start " + "😀".repeat(300) + " end";
        input("u1", words).message("a1", Role.ASSISTANT, "Yes");
        Pin pin = plan(false, 1000).pins().getFirst();
        assertThat(pin.cut()).isTrue();
        assertThat(pin.text()).startsWith("start 😀").endsWith("😀 end").contains("bytes left out");
        assertThat(pin.text().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(400);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(pin.text())).isTrue();
    }

    @Test
    void whatThePersonPointedToIsNamedInThePinAndTheirWordsAreWhole() {
        history.add(new Item.Message("u1", Role.USER, List.of(new Part.Text("Mend "),
                new Part.File("file:///w/a.txt", null, "x".repeat(5000)), new Part.Text(" but not its tests")), false));
        marks = marks.withInput("u1").sent();
        message("a1", Role.ASSISTANT, "Yes");
        assertThat(plan(false, 1000).pins())
                .containsExactly(new Pin("u1", "Mend [file file:///w/a.txt] but not its tests", false));
    }

    @Test
    void filesGetTheRoomThatTheSummaryLeaves() {
        input("u1", "one").message("a1", Role.ASSISTANT, "x".repeat(4000)).input("u2", "two")
                .message("a2", Role.ASSISTANT, "done");
        Plan plan = plan(false, 1000);
        CompactionSettings settings = new CompactionSettings(2000L, null, 1, 0, 100, 200, 500, null);
        assertThat(plan.accept("short", history, marks, settings, 0)).isEqualTo(200);
        assertThat(plan.accept("short", history, marks, settings, 700)).isBetween(10L, 199L);
        assertThat(plan.accept("short", history, marks, settings, 870)).isZero();
        assertThatThrownBy(() -> plan.accept("short", history, marks, settings, 1000))
                .isInstanceOf(SummaryFailedException.class).hasMessageContaining("fewer than 1000");
    }

    @Test
    void aModelIsAskedOnlyIfThereIsRoomForASummary() {
        input("u1", "one").message("a1", Role.ASSISTANT, "x".repeat(4000)).input("u2", "two")
                .message("a2", Role.ASSISTANT, "done");
        Plan plan = plan(false, 1000);
        CompactionSettings settings = new CompactionSettings(2000L, null, 1, 0, 100, 200, 500, null);
        assertThat(plan.roomForSummary(history, marks, settings, 0)).isEqualTo(500);
        assertThat(plan.roomForSummary(history, marks, settings, 600)).isBetween(100L, 400L);
        assertThatThrownBy(() -> plan.roomForSummary(history, marks, settings, 900))
                .isInstanceOf(SummaryFailedException.class).hasMessageContaining("raise [compaction] threshold");
        assertThat(plan.roomForSummary(history, marks, CompactionSettings.OFF, 90_000)).isEqualTo(2048);
    }

    @Test
    void overTheBudgetThoseThatAreCutGoFirstThenTheOldest() {
        input("u1", "a".repeat(100)).input("u2", "b".repeat(900)).input("u3", "c".repeat(100))
                .input("u4", "d".repeat(900))
                .input("u5", "e".repeat(100)).message("a1", Role.ASSISTANT, "Yes");
        assertThat(ids(plan(false, 275).pins())).containsExactly("u1", "u2", "u3", "u4", "u5");
        assertThat(ids(plan(false, 200).pins())).containsExactly("u1", "u3", "u4", "u5");
        assertThat(ids(plan(false, 75).pins())).containsExactly("u1", "u3", "u5");
        assertThat(ids(plan(false, 50).pins())).containsExactly("u3", "u5");
    }

    @Test
    void pinsAreCarriedAsDataFromOneSummaryToTheNext() {
        input("u1", "Use tabs").message("a1", Role.ASSISTANT, "Yes").input("u2", "Next").message("a2", Role.ASSISTANT,
                "Ok");
        Plan.Shortened first = plan(false, 1000).with("nonsense", history, marks, "a.txt:\ntext", List.of("S1", "F1"));
        history.clear();
        history.addAll(first.history());
        marks = first.marks();
        assertThat(plan(false, 1000).isEmpty(history, marks)).isTrue();
        input("u3", "Last").message("a3", Role.ASSISTANT, "Fine");
        Plan second = plan(false, 1000);
        assertThat(ids(second.pins())).containsExactly("u1", "u2", "u3");
        assertThat(second.older()).extracting(Item::id).containsExactly("S1", "a2", "u3");
        assertThat(second.with("more nonsense", history, marks, "", List.of("S2", "F2")).history().getFirst())
                .extracting(item -> ((Item.Message) item).text()).asString()
                .contains("[User] Use tabs", "[User] Next", "[User] Last").doesNotContain("a.txt");
    }
}
