package dev.podd.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.item.Item;
import dev.podd.item.Part;
import dev.podd.item.Role;
import dev.podd.usage.Estimate.Source;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OccupancyTest {
    /** Ten items of 100 bytes each. */
    private static final List<Item> TEN = IntStream.range(0, 10)
            .<Item>mapToObj(i -> Item.Message.text("i" + i, Role.USER, "x".repeat(68))).toList();

    @Test
    void withNoDataFourBytesAreAToken() {
        assertThat(of().tokens()).isEqualTo(new Estimate(250, Source.NO_DATA));
        assertThat(of().tokens(4)).isEqualTo(new Estimate(100, Source.NO_DATA));
    }

    @Test
    void whereARequestEndedItIsMeasured() {
        assertThat(of(at(4, 900)).tokens(4)).isEqualTo(new Estimate(900, Source.MEASURED));
        assertThat(of().tokens(0)).isEqualTo(new Estimate(0, Source.MEASURED));
    }

    @Test
    void theNewestOfSeveralMeasurementsCounts() {
        assertThat(of(at(4, 900), at(6, 1000), at(4, 700)).tokens(4)).isEqualTo(new Estimate(700, Source.MEASURED));
    }

    @Test
    void betweenTwoMeasurementsItIsLinearInBytes() {
        Occupancy occupancy = of(at(2, 1000), at(6, 1400));
        assertThat(occupancy.tokens(3)).isEqualTo(new Estimate(1100, Source.INTERPOLATED));
        assertThat(occupancy.tokens(5)).isEqualTo(new Estimate(1300, Source.INTERPOLATED));
        assertThat(occupancy.tokens(1)).isEqualTo(new Estimate(500, Source.INTERPOLATED));
    }

    @Test
    void beyondTheLastTheLatestRateGoesOn() {
        assertThat(of(at(2, 1000), at(4, 1040), at(6, 1140)).tokens()).isEqualTo(
                new Estimate(1140 + 200, Source.EXTRAPOLATED));
    }

    @Test
    void aFirstMeasurementTellsNoRateSinceMostOfItIsInstructions() {
        assertThat(of(at(1, 2000)).tokens()).isEqualTo(new Estimate(2000 + 900 / 4, Source.EXTRAPOLATED));
    }

    @Test
    void noTextHasMoreTokensThanBytes() {
        assertThat(of(at(2, 100), at(3, 9000)).tokens(4)).isEqualTo(new Estimate(9100, Source.EXTRAPOLATED));
    }

    @Test
    void aPictureWeighsWhatAModelTakesForItAndNotItsBytes() {
        Item picture = new Item.Message("i1", Role.USER, List.of(new Part.Image("image/png", "A".repeat(800_000))),
                false);
        assertThat(new Occupancy(List.of(picture), List.of()).tokens().tokens()).isBetween(1000L, 2000L);
    }

    @Test
    void measurementsThatShrinkDoNoHarm() {
        Occupancy occupancy = of(at(2, 1000), at(6, 400));
        assertThat(occupancy.tokens(4)).isEqualTo(new Estimate(1000, Source.INTERPOLATED));
        assertThat(occupancy.tokens()).isEqualTo(new Estimate(400 + 100, Source.EXTRAPOLATED));
    }

    @Test
    void aMeasurementOfMoreThanThereIsCountsForNothing() {
        assertThat(of(at(11, 5000)).tokens()).isEqualTo(new Estimate(250, Source.NO_DATA));
    }

    @Test
    void aSplitKeepsAsMuchAsFits() {
        Occupancy occupancy = of(at(4, 400), at(10, 1000));
        assertThat(occupancy.split(300)).isEqualTo(7);
        assertThat(occupancy.split(299)).isEqualTo(8);
        assertThat(occupancy.split(0)).isEqualTo(10);
        assertThat(occupancy.split(5000)).isZero();
        assertThat(new Occupancy(List.of(), List.of()).split(5)).isZero();
    }

    @Test
    void everyEstimateIsPlausible() {
        Random random = new Random(4);
        for (int round = 0; round < 500; round++) {
            List<UsageRecord> records = IntStream.range(0, random.nextInt(6))
                    .mapToObj(i -> at(1 + random.nextInt(11), random.nextInt(2000))).toList();
            Occupancy occupancy = new Occupancy(TEN, records);
            for (int length = 0; length <= TEN.size(); length++) {
                assertThat(occupancy.tokens(length).tokens()).as("%s of %s", length, records).isBetween(0L, 3000L);
            }
        }
    }

    private static Occupancy of(UsageRecord... records) {
        return new Occupancy(TEN, List.of(records));
    }

    private static UsageRecord at(int length, long tokens) {
        return new UsageRecord(length, new Usage(tokens, 0, 0, 0));
    }
}
