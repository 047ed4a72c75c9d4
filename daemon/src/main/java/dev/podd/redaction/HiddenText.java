package dev.podd.redaction;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** A text whose secrets are hidden, and which of its parts stand where in the text as it is. Immutable. */
public final class HiddenText {
    private final String whole;
    private final List<HiddenSpan> spans;
    private final String shown;
    /** Where each placeholder begins in {@link #shown}. */
    private final List<Integer> places = new ArrayList<>();

    /** @param spans in order, none overlapping another */
    HiddenText(String whole, List<HiddenSpan> spans) {
        this.whole = whole;
        this.spans = List.copyOf(spans);
        shown = spans.isEmpty() ? whole : shown();
    }

    /** One in which nothing is hidden. */
    public static HiddenText of(String text) {
        return new HiddenText(text, List.of());
    }

    private String shown() {
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (HiddenSpan span : spans) {
            text.append(whole, at, span.from());
            places.add(text.length());
            text.append(span.placeholder());
            at = span.to();
        }
        return text.append(whole, at, whole.length()).toString();
    }

    /** The text as it may be shown. */
    public String text() {
        return shown;
    }

    /** How many secrets are hidden; all lines of a private key are one. */
    public int count() {
        return (int) IntStream.range(0, spans.size())
                .filter(i -> i == 0 || !PrivateKeys.isOfOneKey(spans.get(i - 1), spans.get(i))).count();
    }

    /** Whether a text holds what may stand for a secret. */
    public static boolean mayHoldPlaceholder(String text) {
        return HiddenSpan.next(text, 0) >= 0;
    }

    /** Whether a text holds what stands for one of these secrets. */
    public boolean standsIn(String text) {
        return spans.stream().map(HiddenSpan::placeholder).distinct().anyMatch(text::contains);
    }

    /**
     * A replacement in the text as it is, for one in the text as it is shown.
     *
     * @param from   in the text as it is
     * @param to     in the text as it is
     * @param fresh  with the secrets themselves in place of their placeholders
     */
    public record Restored(int from, int to, String fresh) {}

    /**
     * Reads a replacement of {@code from} to {@code to} of the shown text by {@code fresh}, whose placeholders stand for
     * the secrets of what it replaces, in their order.
     *
     * @return empty when it begins or ends within a placeholder, or {@code fresh} has one that what it replaces has not
     */
    public Optional<Restored> restored(int from, int to, String fresh) {
        List<HiddenSpan> within = new ArrayList<>();
        int start = from;
        int end = to;
        for (int i = 0; i < spans.size(); i++) {
            int begin = places.get(i);
            HiddenSpan span = spans.get(i);
            int length = span.placeholder().length();
            int longer = span.to() - span.from() - length;
            if (begin + length <= from) {
                start += longer;
                end += longer;
            } else if (begin >= from && begin + length <= to) {
                within.add(span);
                end += longer;
            } else if (begin < to) {
                return Optional.empty();
            }
        }
        Optional<String> filled = filled(fresh, within);
        int first = start;
        int last = end;
        return filled.map(text -> new Restored(first, last, text));
    }

    /** Of each kind all are kept, in their order, or none: of two of one kind nobody knows which one is meant. */
    private Optional<String> filled(String fresh, List<HiddenSpan> within) {
        Map<String, Deque<HiddenSpan>> left = new HashMap<>();
        within.forEach(span -> left.computeIfAbsent(span.placeholder(), _ -> new ArrayDeque<>()).add(span));
        Set<String> used = new HashSet<>();
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (int place = HiddenSpan.next(fresh, 0); place >= 0; place = HiddenSpan.next(fresh, at)) {
            int end = fresh.indexOf(']', place) + 1;
            String placeholder = fresh.substring(place, Math.max(place, end));
            HiddenSpan span = left.getOrDefault(placeholder, new ArrayDeque<>()).poll();
            if (span == null) {
                return Optional.empty();
            }
            used.add(placeholder);
            text.append(fresh, at, place).append(whole, span.from(), span.to());
            at = end;
        }
        boolean isWhole = used.stream().allMatch(placeholder -> left.getOrDefault(placeholder, new ArrayDeque<>())
                .isEmpty());
        return isWhole ? Optional.of(text.append(fresh, at, fresh.length()).toString()) : Optional.empty();
    }
}
