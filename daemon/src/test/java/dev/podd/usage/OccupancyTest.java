package dev.podd.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.usage.Estimate.Source;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class OccupancyTest {
    /** Ten items of one size: 40 characters and a frame of 60. */
    private static final List<Item> HISTORY = IntStream.range(0, 10)
            .<Item>mapToObj(i -> Item.Message.text("i" + i, Role.USER, "x".repeat(40))).toList();

    private static UsageRecord measured(int length, long input) {
        return new UsageRecord(length, new Usage(input, 0, 0, 0));
    }

    private static void check(List<UsageRecord> records, int length, long tokens, Source source) {
        assertThat(new Occupancy(HISTORY, records).tokens(length)).isEqualTo(new Estimate(tokens, source));
    }

    @Test
    void nothingIsNothing() {
        check(List.of(), 0, 0, Source.MEASURED);
    }

    @Test
    void withNoDataAQuarterOfTheBytesIsGuessed() {
        check(List.of(), 10, 250, Source.NO_DATA);
    }

    @Test
    void aMeasuredLengthIsKnownAndTheNewestMeasureCounts() {
        check(List.of(measured(4, 900), measured(4, 1000)), 4, 1000, Source.MEASURED);
    }

    @Test
    void betweenTwoMeasuresItIsLinearInBytes() {
        check(List.of(measured(2, 200), measured(6, 600)), 4, 400, Source.INTERPOLATED);
        check(List.of(measured(6, 600)), 3, 300, Source.INTERPOLATED);
    }

    @Test
    void beyondTheLastMeasureItsOwnRateHolds() {
        check(List.of(measured(2, 200), measured(5, 1000)), 10, 2000, Source.EXTRAPOLATED);
    }

    @Test
    void measuresNeedNotGrow() {
        check(List.of(measured(2, 500), measured(6, 300)), 4, 500, Source.INTERPOLATED);
        check(List.of(measured(2, 500), measured(6, 300)), 6, 300, Source.MEASURED);
    }

    @Test
    void theWholeHistoryIsMeantWhereNoLengthIsGiven() {
        assertThat(new Occupancy(HISTORY, List.of(measured(10, 77))).tokens().tokens()).isEqualTo(77);
    }
}
