package dev.podd.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podd.Golden;
import dev.podd.item.Item;
import dev.podd.item.Opaque;
import dev.podd.item.Part;
import dev.podd.item.Role;
import dev.podd.item.TextRange;
import dev.podd.item.ToolOutcome;
import dev.podd.item.TurnError;
import dev.podd.item.TurnOutcome;
import dev.podd.model.RequestSettings;
import dev.podd.usage.Usage;
import dev.podd.usage.UsageRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryCodecTest {
    private static final long AT = 1_763_800_000_000L;

    private final MapOfBlobs blobs = new MapOfBlobs();
    private final EntryCodec codec = new EntryCodec(blobs);

    @Test
    void everyKindIsStoredAsItAlwaysWas() {
        HashChain chain = new HashChain("");
        StringBuilder text = new StringBuilder();
        for (Entry entry : everyKind()) {
            text.append(encoded(entry)).append('\n').append(chain.append(codec.encode(entry, AT))).append('\n');
        }
        Golden.check("log/entries.txt",
                "Every kind of entry as it is stored, and under each the hash of the chain up to it.",
                text.toString());
    }

    private String encoded(Entry entry) {
        return new String(codec.encode(entry, AT), StandardCharsets.UTF_8);
    }

    /** A writer of JSON works through a long text in pieces. */
    @Test
    void aPairOfSurrogatesIsFourBytesWhereverItStands() {
        for (int before = 0; before < 40; before++) {
            Entry entry = said("x".repeat(before) + "\ud83d\ude00".repeat(9_000));
            String text = encoded(entry);
            assertThat(text.contains("\\u")).as("an escape after %s characters", before).isFalse();
            assertThat(back(text)).isEqualTo(entry);
        }
    }

    @Test
    void everyKindComesBackAsItWas() {
        for (Entry entry : everyKind()) {
            EntryCodec.Decoded decoded = codec.decode("s", "1.1", ByteBuffer.wrap(codec.encode(entry, AT)));
            assertThat(decoded).isEqualTo(new EntryCodec.Decoded(Kinds.of(entry), AT, entry));
        }
        assertThat(everyKind()).extracting(Object::getClass).containsAll(entryTypes());
    }

    @Test
    void aHalfCharacterComesBackAsItWas() {
        Entry entry = said("broken \ud83d here, \ude00 here, whole \ud83d\ude00, last \ud83d");
        assertThat(back(encoded(entry))).isEqualTo(entry);
    }

    @Test
    void aStringOverAMebibyteIsKeptApart() {
        Entry entry = new Entry.ToolResult(
                new Item.ToolResult("i1", "c1", ToolOutcome.OK, "read big.txt", "ä\"\n".repeat(600_000)), false);
        String json = encoded(entry);
        assertThat(json).hasSizeLessThan(500).contains("read big.txt", "{\"$blob\":\"");
        assertThat(blobs.kept).hasSize(1);
        assertThat(back(json)).isEqualTo(entry);
    }

    @Test
    void aPayloadOfManyShortStringsFitsToo() {
        List<Item> history = IntStream.range(0, 400)
                .<Item>mapToObj(i -> Item.Message.text("i" + i, Role.USER, (i + "-").repeat(2_000))).toList();
        Entry entry = start(history);
        String json = encoded(entry);
        assertThat(json.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(500);
        assertThat(back(json)).isEqualTo(entry);
    }

    @Test
    void longAndShortStringsTogetherFit() {
        Entry entry = start(List.of(Item.Message.text("i1", Role.USER, "x".repeat(3_000_000)),
                Item.Message.text("i2", Role.USER, "y".repeat(700_000)),
                Item.Message.text("i3", Role.USER, "z".repeat(700_000))));
        String json = encoded(entry);
        assertThat(json).hasSizeLessThan(1_100_000);
        assertThat(back(json)).isEqualTo(entry);
    }

    @Test
    void aStringLongerThanTheJsonReadersOwnLimitComesBackAsItWas() {
        Entry entry = said("ä\"".repeat(10_000_000) + "\ud83d\ude00 \ud83d");
        assertThat(back(encoded(entry))).isEqualTo(entry);
    }

    @Test
    void aHalfCharacterInALargeStringComesBackAsItWas() {
        Entry entry = said(
                "broken \ud83d here, \ude00 here, whole \ud83d\ude00, last \ud83d".repeat(40_000) + "\ud83d");
        assertThat(back(encoded(entry))).isEqualTo(entry);
    }

    @Test
    void wordsThatLookLikeAReferenceAreWords() {
        Entry entry = said("{\"$blob\":\"0000\"}");
        assertThat(back(encoded(entry))).isEqualTo(entry);
        assertThat(blobs.kept).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"kind\":\"title\"}", "{\"kind\":\"title\",\"at\":1,\"payload\":{\"title\":1}}",
        "{\"kind\":\"title\",\"at\":x,\"payload\":{\"title\":\"a\"}}",
        "{\"kind\":\"title\",\"at\":1,\"payload\":{\"title\":\"a\"}}}",
        "{\"kind\":\"poem\",\"at\":1,\"payload\":{\"title\":\"a\"}}",
        "{\"kind\":\"assistant_item\",\"at\":1,\"payload\":{\"item\":{}}}",
        "{\"kind\":\"title\",\"at\":1,\"payload\":null}"})
    void whatIsNoEntryIsRefusedByName(String json) {
        assertThatThrownBy(() -> codec.decode("s", "1.7", utf8(json))).isInstanceOfSatisfying(
                SessionCorruptException.class,
                refusal -> assertThat(refusal.entry()).isEqualTo("1.7"));
    }

    private static ByteBuffer utf8(String json) {
        return ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
    }

    private Entry back(String json) {
        return codec.decode("s", "1.1", utf8(json)).payload();
    }

    private static Entry said(String text) {
        return new Entry.AssistantItem(Item.Message.text("i1", Role.ASSISTANT, text));
    }

    private static Entry.SegmentStart start(List<Item> history) {
        return new Entry.SegmentStart("prompt", false, RequestSettings.DEFAULT, history, List.of(), 0, Marks.NONE,
                null);
    }

    private static Marks marks() {
        return Marks.NONE.withInput("i1").sent().withSteered("i2").withPruned(List.of("c1"), 2)
                .compacted(List.of(Item.Message.text("i1", Role.USER, "a"), Item.Message.text("i2", Role.USER, "b")),
                        List.of(new Pin("i0", "Use tabs", false)), 2)
                .withPruned(List.of("c2"), 1);
    }

    private static Entry.PendingChanges pending() {
        return new Entry.PendingChanges("/w/a.txt", false, "aa", "bb",
                List.of(new Hunk("h1", 1, 2, 1, 4, "s1", "p1", 3, null, true, false, true, 1763800000000L),
                        new Hunk("h2", 7, 7, 9, 10, "s1", "p1", 3, "n1", false, false, false, 1763800000001L)),
                List.of(new Entry.PendingChanges.News("s1", "The person undid it.")));
    }

    private static List<Class<?>> entryTypes() {
        return List.of(Entry.class.getPermittedSubclasses());
    }

    private static List<Entry> everyKind() {
        Item.Message input = new Item.Message("i1", Role.USER,
                List.of(new Part.Text("Why is\nit slow?"),
                        new Part.File("file:///w/a.txt", new TextRange(1, 0, 2, 3), "text"),
                        new Part.Selection("file:///w/a.txt", new TextRange(1, 0, 2, 3), null),
                        new Part.Diagnostics("file:///w/a.txt", "2:1 no such name"),
                        new Part.Image("image/png", "aGk=")),
                false);
        RequestSettings settings = new RequestSettings(4096, 0.5, null, List.of("END"), "high");
        UsageRecord usage = new UsageRecord(2, new Usage(1200, 1000, 0, 80));
        return List.of(
                new Entry.SegmentStart("You are Podd.", false, settings, List.of(input), List.of(usage), 3,
                        marks(), TurnOutcome.YIELDED, new Origin("s0", "1", "1.12"), null, null, new Usage(9, 0, 0, 1),
                        "Slow", List.of(pending())),
                new Entry.SegmentStart(null, true, RequestSettings.DEFAULT, List.of(), List.of(), 0,
                        Marks.NONE, null).compactedFrom(new Origin("s1", "1", "1.12"))
                        .rewoundFrom(new Origin("s1", "2", "2.4")),
                pending(),
                new Entry.SummaryUsage(new Usage(9, 8, 7, 6)),
                new Entry.UserInput(input), new Entry.InputAccepted("i1"),
                new Entry.InputRefused("i1", "it holds a secret"),
                new Entry.AssistantItem(
                        new Item.Reasoning("i2", "Let me look.", new Opaque("anthropic", "claude", "c2ln"))),
                new Entry.AssistantItem(new Item.ToolCall("i3", "c1", "read", "{\"path\":\"a.txt\"}")),
                new Entry.AssistantItem(new Item.Message("i4", Role.ASSISTANT, List.of(new Part.Text("Bec")), true)),
                new Entry.ToolResult(new Item.ToolResult("i5", "c1", ToolOutcome.OK, "a.txt, 2 lines", "one\ntwo\n"),
                        false),
                new Entry.ToolResult(new Item.ToolResult("i6", "c2", ToolOutcome.CANCELLED, "lost", null), true),
                new Entry.InputQueued(Item.Message.text("i7", Role.USER, "Tabs, please.")),
                new Entry.InputsDropped(List.of("i7")),
                new Entry.InjectedItem(Item.Message.text("i7", Role.USER, "Go on."), "continue"),
                new Entry.RequestUsage(usage),
                new Entry.TurnEnded(TurnOutcome.LIMIT_REACHED, false, 4, null),
                new Entry.TurnEnded(TurnOutcome.ERROR, true, 5, new TurnError("providerFailed", "HTTP 500")),
                new Entry.SettingsChanged(settings), new Entry.FileChange("c1", "/w/a.txt", null, "00ff"),
                new Entry.Decision("c1", "Write a.txt?", "allowOnce", "fine"), new Entry.ItemPart("i8", 5, "text 😀"),
                new Entry.ToolStarted("c1"), new Entry.Pruned(List.of("c1", "c2")), new Entry.Title("Slow start"));
    }

    private static final class MapOfBlobs implements Blobs {
        private final Map<String, byte[]> kept = new HashMap<>();

        @Override
        public String putBlob(byte[] bytes) {
            String hash = HashChain.contentHash(bytes);
            kept.put(hash, bytes);
            return hash;
        }

        @Override
        public byte[] blob(String hash) {
            return Objects.requireNonNull(kept.get(hash), hash);
        }
    }
}
