package dev.podd.usage;

import dev.podd.item.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How full the model's context is, estimated without a tokenizer from what requests measured: known prefix sizes,
 * linear in bytes between them, the latest tokens-per-byte beyond the last, bytes / 4 with no data (semantics 7.2).
 */
public final class Occupancy {
    private static final int BYTES_PER_TOKEN = 4;

    private final List<Item> history;
    private final List<UsageRecord> records;

    public Occupancy(List<Item> history, List<UsageRecord> records) {
        this.history = List.copyOf(history);
        this.records = List.copyOf(records);
    }

    /** Tokens of the whole history. */
    public Estimate tokens() {
        return tokens(history.size());
    }

    /** Tokens of the first {@code length} items. */
    public Estimate tokens(int length) {
        if (length == 0) {
            return new Estimate(0, Estimate.Source.MEASURED);
        }
        UsageRecord below = null;
        UsageRecord above = null;
        for (UsageRecord each : records) {
            if (each.historyLength() == length) {
                below = each;
                above = each;
            } else if (each.historyLength() < length) {
                below = below == null || below.historyLength() <= each.historyLength() ? each : below;
            } else {
                above = above == null || above.historyLength() >= each.historyLength() ? each : above;
            }
        }
        return estimate(length, below, above);
    }

    private Estimate estimate(int length, @Nullable UsageRecord below,
            @Nullable UsageRecord above) {
        if (below != null && below.historyLength() == length) {
            return new Estimate(below.usage().input(), Estimate.Source.MEASURED);
        }
        if (above == null) {
            return below == null
                    ? new Estimate(bytes(0, length) / BYTES_PER_TOKEN, Estimate.Source.NO_DATA)
                    : extrapolated(length, below);
        }
        int from = below == null ? 0 : below.historyLength();
        long low = below == null ? 0 : below.usage().input();
        long span = Math.max(0, above.usage().input() - low);
        long whole = Math.max(1, bytes(from, above.historyLength()));
        return new Estimate(low + span * bytes(from, length) / whole, Estimate.Source.INTERPOLATED);
    }

    private Estimate extrapolated(int length, UsageRecord last) {
        long known = bytes(0, last.historyLength());
        long beyond = bytes(last.historyLength(), length);
        long tokens = last.usage().input();
        long more = known == 0 || tokens == 0 ? beyond / BYTES_PER_TOKEN : beyond * tokens / known;
        return new Estimate(tokens + more, Estimate.Source.EXTRAPOLATED);
    }

    private long bytes(int from, int to) {
        long sum = 0;
        for (int i = from; i < Math.min(to, history.size()); i++) {
            sum += ItemSize.of(history.get(i));
        }
        return sum;
    }
}
