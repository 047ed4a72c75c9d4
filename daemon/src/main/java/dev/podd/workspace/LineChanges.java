package dev.podd.workspace;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.myers.MyersDiff;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * Which ranges of lines differ between two texts. Myers' algorithm finds the fewest, in time that grows with the product
 * of the length and the number of differences; so it is asked only about short ranges. Longer ones are cut first at the
 * lines that occur once on each side (patience diff), and a long range without any such line counts as replaced whole.
 * Used by one thread.
 */
public final class LineChanges {
    /** Lines of both sides together; Myers' algorithm takes at most some 500,000 steps for them. */
    private static final int SHORT = 1000;
    private static final int MAX_DEPTH = 30;

    private final int[] old;
    private final int[] fresh;
    /** How often each line occurs in the range that is cut, by its number; all zero between two uses. */
    private final int[] timesInOld;
    private final int[] timesInFresh;
    /** Where each line stands in the old range that is cut. */
    private final int[] placeInOld;
    private final List<Range> found = new ArrayList<>();

    private LineChanges(int[] old, int[] fresh, int lines) {
        this.old = old;
        this.fresh = fresh;
        this.timesInOld = new int[lines];
        this.timesInFresh = new int[lines];
        this.placeInOld = new int[lines];
    }

    /** Lines of the old text and the lines that stand in their place; from 0, ends exclusive, one of the two may be empty. */
    public record Range(int oldFrom, int oldTo, int freshFrom, int freshTo) {
        boolean isShort() {
            return oldTo - oldFrom + freshTo - freshFrom <= SHORT;
        }
    }

    /**
     * The differences in order; between two of them at least one line is equal.
     *
     * @throws CancellationException the thread was interrupted
     */
    public static List<Range> between(List<String> old, List<String> fresh) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] one = numbers(old, numbers);
        int[] other = numbers(fresh, numbers);
        LineChanges changes = new LineChanges(one, other, numbers.size());
        changes.compare(new Range(0, one.length, 0, other.length), 0);
        return changes.found;
    }

    private static int[] numbers(List<String> lines, Map<String, Integer> known) {
        int[] numbers = new int[lines.size()];
        int i = 0;
        for (String line : lines) {
            Integer next = known.size();
            Integer number = known.putIfAbsent(line, next);
            numbers[i++] = number == null ? next : number;
        }
        return numbers;
    }

    private void compare(Range whole, int depth) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the comparison was interrupted");
        }
        Range range = withoutEqualEnds(whole);
        if (range.oldFrom == range.oldTo || range.freshFrom == range.freshTo) {
            if (range.oldFrom < range.oldTo || range.freshFrom < range.freshTo) {
                found.add(range);
            }
        } else if (range.isShort()) {
            fewest(range);
        } else {
            int[] anchors = depth < MAX_DEPTH ? anchors(range) : new int[0];
            if (anchors.length == 0) {
                found.add(range);
            } else {
                between(range, anchors, depth + 1);
            }
        }
    }

    private Range withoutEqualEnds(Range range) {
        int oldFrom = range.oldFrom;
        int freshFrom = range.freshFrom;
        while (oldFrom < range.oldTo && freshFrom < range.freshTo && old[oldFrom] == fresh[freshFrom]) {
            oldFrom++;
            freshFrom++;
        }
        int oldTo = range.oldTo;
        int freshTo = range.freshTo;
        while (oldTo > oldFrom && freshTo > freshFrom && old[oldTo - 1] == fresh[freshTo - 1]) {
            oldTo--;
            freshTo--;
        }
        return new Range(oldFrom, oldTo, freshFrom, freshTo);
    }

    private void fewest(Range range) {
        List<Integer> one = Arrays.stream(old, range.oldFrom, range.oldTo).boxed().toList();
        List<Integer> other = Arrays.stream(fresh, range.freshFrom, range.freshTo).boxed().toList();
        for (Change change : new MyersDiff<Integer>().computeDiff(one, other, null).reversed()) { // the last comes first
            found.add(new Range(range.oldFrom + change.startOriginal, range.oldFrom + change.endOriginal,
                    range.freshFrom + change.startRevised, range.freshFrom + change.endRevised));
        }
    }

    /** @param anchors places in the fresh range of lines that stay, ascending there and in the old range */
    private void between(Range range, int[] anchors, int depth) {
        int[] places = new int[anchors.length];
        for (int i = 0; i < anchors.length; i++) {
            places[i] = placeInOld[fresh[anchors[i]]];
        }
        int oldFrom = range.oldFrom;
        int freshFrom = range.freshFrom;
        for (int i = 0; i < anchors.length; i++) {
            compare(new Range(oldFrom, places[i], freshFrom, anchors[i]), depth);
            oldFrom = places[i] + 1;
            freshFrom = anchors[i] + 1;
        }
        compare(new Range(oldFrom, range.oldTo, freshFrom, range.freshTo), depth);
    }

    private int[] anchors(Range range) {
        for (int i = range.oldFrom; i < range.oldTo; i++) {
            timesInOld[old[i]]++;
            placeInOld[old[i]] = i;
        }
        for (int i = range.freshFrom; i < range.freshTo; i++) {
            timesInFresh[fresh[i]]++;
        }
        List<Integer> once = new ArrayList<>();
        for (int i = range.freshFrom; i < range.freshTo; i++) {
            if (timesInOld[fresh[i]] == 1 && timesInFresh[fresh[i]] == 1) {
                once.add(i);
            }
        }
        for (int i = range.oldFrom; i < range.oldTo; i++) {
            timesInOld[old[i]] = 0;
        }
        for (int i = range.freshFrom; i < range.freshTo; i++) {
            timesInFresh[fresh[i]] = 0;
        }
        return ascending(once);
    }

    /** The longest choice of these places of the fresh text whose lines stand in the same order in the old text. */
    private int[] ascending(List<Integer> places) {
        List<Integer> ends = new ArrayList<>();
        List<Integer> endPlaces = new ArrayList<>();
        int[] before = new int[places.size()];
        for (int i = 0; i < places.size(); i++) {
            int place = placeInOld[fresh[places.get(i)]];
            int at = -Collections.binarySearch(endPlaces, place) - 1;
            before[i] = at == 0 ? -1 : ends.get(at - 1);
            if (at == ends.size()) {
                ends.add(i);
                endPlaces.add(place);
            } else {
                ends.set(at, i);
                endPlaces.set(at, place);
            }
        }
        int[] chosen = new int[ends.size()];
        int each = ends.isEmpty() ? -1 : ends.getLast();
        for (int i = chosen.length - 1; i >= 0; i--) {
            chosen[i] = places.get(each);
            each = before[each];
        }
        return chosen;
    }
}
