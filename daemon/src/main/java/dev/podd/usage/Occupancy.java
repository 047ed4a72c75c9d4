package dev.podd.usage;

import dev.podd.item.Item;
import dev.podd.usage.Estimate.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How full the model's context is, estimated without a tokenizer from what requests measured (semantics 7.2): what was
 * measured where a request ended, linear in bytes between two of those, the latest tokens per byte beyond the last,
 * bytes / 4 with no data. Of several measurements at one place the newest counts; they need not grow.
 */
public final class Occupancy {
    private static final int BYTES_PER_TOKEN = 4;

    /** Of the first n items, at n. */
    private final long[] bytes;
    /** Tokens of prompts that carried so many items. */
    private final NavigableMap<Integer, Long> measured = new TreeMap<>();

    public Occupancy(List<Item> history, List<UsageRecord> records) {
        this(history, records, Map.of());
    }

    /** @param pruned calls whose result bodies are left out, and how many of the records are older than that */
    public Occupancy(List<Item> history, List<UsageRecord> records, Map<String, Integer> pruned) {
        List<LeftOut> leftOut = new ArrayList<>();
        bytes = new long[history.size() + 1];
        for (int i = 0; i < history.size(); i++) {
            long size = ItemBytes.of(history.get(i));
            if (history.get(i) instanceof Item.ToolResult result && pruned.containsKey(result.call())) {
                long body = ItemBytes.ofBody(result);
                leftOut.add(new LeftOut(i, body, pruned.getOrDefault(result.call(), 0)));
                size -= body;
            }
            bytes[i + 1] = bytes[i] + size;
        }
        for (int i = 0; i < records.size(); i++) {
            UsageRecord each = records.get(i);
            if (each.historyLength() <= history.size()) {
                measured.put(each.historyLength(), each.usage().input() - gone(each, i, leftOut));
            }
        }
    }

    /** A body that is left out since {@code olderRecords} were there. */
    private record LeftOut(int at, long bytes, int olderRecords) {}

    /** Tokens that a record counted and that are left out by now. */
    private static long gone(UsageRecord record, int index, List<LeftOut> leftOut) {
        long all = 0;
        for (LeftOut each : leftOut) {
            if (each.at() < record.historyLength() && index < each.olderRecords()) {
                all += each.bytes();
            }
        }
        return Math.min(tokensOf(all), record.usage().input());
    }

    /** Tokens of the whole history. */
    public Estimate tokens() {
        return tokens(bytes.length - 1);
    }

    /** Tokens of the first {@code length} items. */
    public Estimate tokens(int length) {
        Long exact = length == 0 ? Long.valueOf(0) : measured.get(length);
        if (exact != null) {
            return new Estimate(exact, Source.MEASURED);
        }
        Map.Entry<Integer, Long> below = measured.floorEntry(length);
        Map.Entry<Integer, Long> above = measured.ceilingEntry(length);
        if (above != null) {
            return below == null
                    ? between(0, 0, length, above.getKey(), above.getValue())
                    : between(below.getKey(), below.getValue(), length, above.getKey(), above.getValue());
        }
        return below == null
                ? new Estimate(tokensOf(bytes[length]), Source.NO_DATA)
                : new Estimate(below.getValue() + beyond(bytes[length] - bytes[below.getKey()]), Source.EXTRAPOLATED);
    }

    /** Tokens of what begins at {@code at}, never taken for less than its bytes say. */
    public long tokensFrom(int at) {
        return Math.max(tokens().tokens() - tokens(at).tokens(),
                tokensOf(bytes[bytes.length - 1] - bytes[at]));
    }

    /** Tokens of the whole history by its bytes alone, whatever was measured. */
    public long unmeasured() {
        return tokensOf(bytes[bytes.length - 1]);
    }

    /** Tokens of so many bytes of which nothing is known. */
    public static long tokensOf(long bytes) {
        return bytes / BYTES_PER_TOKEN;
    }

    /** Bytes that so many tokens have room for, if nothing is known of them. */
    public static long bytesOf(long tokens) {
        return tokens * BYTES_PER_TOKEN;
    }

    /** Bytes of what a result holds beside its summary. */
    public static long bodyBytes(Item.ToolResult result) {
        return ItemBytes.ofBody(result);
    }

    /** Where the history has to be cut so that what follows has at most so many tokens. */
    public int split(long retained) {
        long all = tokens().tokens();
        int cut = bytes.length - 1;
        while (cut > 0 && all - tokens(cut - 1).tokens() <= retained) {
            cut--;
        }
        return cut;
    }

    private Estimate between(int from, long low, int length, int to, long high) {
        long span = Math.max(0, high - low);
        long whole = Math.max(1, bytes[to] - bytes[from]);
        return new Estimate(low + span * (bytes[length] - bytes[from]) / whole, Source.INTERPOLATED);
    }

    /**
     * Tokens of that many bytes after the last measurement. A single measurement tells no rate: most of a first prompt
     * are instructions and tools, which are no items. And no text has more tokens than bytes.
     */
    private long beyond(long more) {
        Map.Entry<Integer, Long> last = measured.lastEntry();
        Map.Entry<Integer, Long> before = last == null ? null : measured.lowerEntry(last.getKey());
        if (last == null || before == null || last.getValue() <= before.getValue()) {
            return tokensOf(more);
        }
        long span = bytes[last.getKey()] - bytes[before.getKey()];
        return more * Math.min(span, last.getValue() - before.getValue()) / Math.max(1, span);
    }
}
