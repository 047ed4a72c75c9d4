package dev.podd.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
    private static final String[] ALPHABET = {"a", "bc", " ", "\n", "\r\n", "\r", "\n\r", "é", "€", "😀", "\uFEFF",
        "\uD83D",
        "\uDE00", "\u2028", "\0", "word word"};

    @ParameterizedTest
    @EnumSource
    void everyEditGivesWhatTheNaiveTextGives(PositionEncoding encoding) {
        for (int seed = 0; seed < 150; seed++) {
            Random random = new Random(seed);
            String expected = random(random, random.nextInt(60));
            Document document = new Document("file:///a", "", 0, Text.of(expected));
            for (int version = 1; version <= 25; version++) {
                Change change = randomChange(random, expected, 12);
                expected = NaiveText.apply(expected, change, encoding);
                document = document.changed(version, List.of(change), encoding);
                assertThat(document.text().toString()).as("seed %d, version %d", seed, version).isEqualTo(expected);
            }
            assertSamePlaces(document.text(), expected, encoding);
        }
    }

    @ParameterizedTest
    @EnumSource
    void editsAcrossManyChunksGiveWhatTheNaiveTextGives(PositionEncoding encoding) {
        for (int seed = 0; seed < 6; seed++) {
            Random random = new Random(seed);
            String expected = random(random, 20_000);
            Document document = new Document("file:///a", "", 0, Text.of(expected));
            for (int version = 1; version <= 30; version++) {
                Change change = randomChange(random, expected, version % 3 == 0 ? 9_000 : 3);
                expected = NaiveText.apply(expected, change, encoding);
                document = document.changed(version, List.of(change), encoding);
                assertThat(document.text().lines()).isEqualTo(NaiveText.lines(expected).size());
            }
            assertThat(document.text().toString()).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void linesLongerThanChunksAreMeasuredRight(PositionEncoding encoding) {
        String line = "é😀x".repeat(10_000);
        Text text = Text.of("head\r\n" + line + "\rtail");
        for (int units : new int[] {0, 1, 2, 3, 7, 4096, 20_000, 39_999, 69_999, 70_000, 70_001}) {
            Position position = new Position(1, units);
            assertThat(text.offset(position, encoding) - 6)
                    .isEqualTo(NaiveText.offset(line, new Position(0, units), encoding));
        }
        assertThat(text.line(1)).isEqualTo(line);
        assertThat(text.position(6 + line.length(), encoding))
                .isEqualTo(new Position(1, NaiveText.units(line, encoding)));
    }

    /** Every pair of neighbours that must not be parted, brought together by deleting what stood between. */
    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\uD83D\uDE00"})
    void halvesThatMeetAtTheEdgeOfChunksBecomeOne(String pair) {
        for (int size : new int[] {1, 2047, 2048, 2049, 4095, 4096, 4097, 6144}) {
            String before = "x".repeat(size) + pair.charAt(0);
            String after = pair.charAt(1) + "y".repeat(size);
            Text text = Text.of(before + "-".repeat(10_000) + after);
            Text met = text.replace(before.length(), before.length() + 10_000, "");
            assertSamePlaces(met, before + after, PositionEncoding.UTF_32);
        }
    }

    @Test
    void placesBeyondTheLineOrTheTextAreItsEnd() {
        Text text = Text.of("one\r\ntwo");
        assertThat(text.offset(new Position(0, 99), PositionEncoding.UTF_16)).isEqualTo(3);
        assertThat(text.offset(new Position(1, Integer.MAX_VALUE), PositionEncoding.UTF_8)).isEqualTo(8);
        assertThat(text.offset(new Position(7, 0), PositionEncoding.UTF_8)).isEqualTo(8);
        assertThat(text.offset(new Position(-1, 5), PositionEncoding.UTF_8)).isZero();
        assertThat(text.offset(new Position(1, -3), PositionEncoding.UTF_32)).isEqualTo(5);
    }

    @Test
    void anEditLeavesTheOldTextAsItWas() {
        Text old = Text.of("one");
        assertThat(old.replace(0, 3, "two")).isEqualTo(Text.of("two")).isNotEqualTo(old);
        assertThat(old).hasToString("one");
    }

    @Test
    void aKeystrokeInTenMillionCharsCostsNoCopyOfThem() {
        Text text = Text.of("public void something(int x) { return; } // blah\n".repeat(200_000));
        long copy = median(20, () -> assertThat(text.toString()).hasSize(text.length()));
        long keystroke = median(200, () -> assertThat(text.replace(5_000_000, 5_000_000, "x")).isNotSameAs(text));
        assertThat(keystroke).isLessThan(copy / 3);
    }

    @Test
    void deletingEverythingLeavesAnEmptyLine() {
        Text text = Text.of("a\n".repeat(9000));
        Text empty = text.replace(0, text.length(), "");
        assertThat(empty).isEqualTo(Text.EMPTY);
        assertThat(empty.lines()).isEqualTo(1);
        assertThat(empty.line(0)).isEmpty();
    }

    private static long median(int rounds, Runnable work) {
        long[] nanos = new long[rounds];
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            work.run();
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos[rounds / 2];
    }

    private static void assertSamePlaces(Text text, String expected, PositionEncoding encoding) {
        List<int[]> lines = NaiveText.lines(expected);
        assertThat(text.toString()).isEqualTo(expected);
        assertThat(text.lines()).isEqualTo(lines.size());
        for (int line = 0; line < lines.size(); line++) {
            int start = lines.get(line)[0];
            int end = lines.get(line)[1];
            assertThat(text.line(line)).isEqualTo(expected.substring(start, end));
            for (int at = start; at <= Math.min(end, start + 50); at++) {
                assertPlace(text, expected, line, start, at, encoding);
            }
            assertPlace(text, expected, line, start, end, encoding);
        }
    }

    private static void assertPlace(Text text, String expected, int line, int start, int at,
            PositionEncoding encoding) {
        boolean insidePair = at > start && at < expected.length() && encoding != PositionEncoding.UTF_16
                && Character.isSurrogatePair(expected.charAt(at - 1), expected.charAt(at));
        int whole = insidePair ? at - 1 : at;
        Position position = new Position(line, NaiveText.units(expected.substring(start, whole), encoding));
        assertThat(text.position(at, encoding)).isEqualTo(position);
        assertThat(text.offset(position, encoding)).isEqualTo(whole);
    }

    private static Change randomChange(Random random, String text, int size) {
        String inserted = random(random, random.nextInt(size));
        if (random.nextInt(20) == 0) {
            return new Change(null, inserted);
        }
        return new Change(new Range(randomPosition(random, text), randomPosition(random, text)), inserted);
    }

    private static Position randomPosition(Random random, String text) {
        List<int[]> lines = NaiveText.lines(text);
        int line = random.nextInt(lines.size() + 1);
        int length = line < lines.size() ? lines.get(line)[1] - lines.get(line)[0] : 0;
        return new Position(line, random.nextInt(length + 3));
    }

    private static String random(Random random, int parts) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts; i++) {
            text.append(ALPHABET[random.nextInt(ALPHABET.length)]);
        }
        return text.toString();
    }
}
