package dev.podd.change;

import dev.podd.log.Hunk;
import dev.podd.workspace.LineChanges;
import dev.podd.workspace.TextFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One change of a pending text, by the person or by an agent: carries hunks and base through it, from the first line to
 * the last. Used once.
 */
final class Rewriting {
    private final PendingText before;
    private final List<String> now;
    private final PendingText.@Nullable NewHunk like;

    private final List<String> base = new ArrayList<>();
    private final List<Hunk> hunks = new ArrayList<>();
    private final List<Hunk> gone = new ArrayList<>();
    /** Lines of the base before that are carried over. */
    private int baseDone;
    /** What to take from a line of the text before for its line in the base before, behind the hunks so far. */
    private int baseShift;
    /** What to add to a line of the text before for its line in the text now, behind the changes so far. */
    private int nowShift;

    /** @param like makes hunks of what an agent changes; null for the person */
    Rewriting(PendingText before, List<String> now, PendingText.@Nullable NewHunk like) {
        this.before = before;
        this.now = now;
        this.like = like;
    }

    PendingText.Changed through(List<LineChanges.Range> changes) {
        List<Piece> pieces = Stream.concat(before.hunks().stream().map(Piece::new), changes.stream().map(Piece::new))
                .sorted(Piece.IN_ORDER).toList();
        Place place = null;
        for (Piece each : pieces) {
            if (place != null && place.touches(each)) {
                place.add(each);
            } else {
                carry(place);
                place = new Place(each);
            }
        }
        carry(place);
        base.addAll(before.base().subList(baseDone, before.base().size()));
        PendingText text = new PendingText(base, now, hunks);
        Set<Hunk> left = Set.copyOf(text.hunks());
        hunks.stream().filter(hunk -> !left.contains(hunk)).forEach(gone::add);
        return new PendingText.Changed(text, gone);
    }

    private void carry(@Nullable Place place) {
        if (place == null) {
            return;
        }
        int baseFrom = place.from - baseShift;
        place.hunks.forEach(hunk -> baseShift += hunk.to() - hunk.from() - (hunk.baseTo() - hunk.baseFrom()));
        int baseTo = place.to - baseShift;
        int nowFrom = place.from + nowShift;
        nowShift += place.growth;
        List<String> fresh = now.subList(nowFrom, place.to + nowShift);
        List<String> old = before.base().subList(baseFrom, baseTo);
        base.addAll(before.base().subList(baseDone, baseFrom));
        baseDone = baseTo;
        if (!place.isChanged) {
            put(place.hunks.getFirst(), old, fresh, nowFrom);
        } else if (like != null) {
            Hunk made = like.at(0, 0, 0, 0);
            put(place.hunks.isEmpty() ? made : widened(place.hunks, made), old, fresh, nowFrom);
        } else if (place.hunks.isEmpty()) {
            base.addAll(fresh);
        } else {
            mend(place, old, fresh, nowFrom);
        }
    }

    /** Makes lines that are equal one object, since most of a text stays. */
    static List<String> sharing(List<String> lines, List<String> fresh, List<LineChanges.Range> changes) {
        List<String> shared = new ArrayList<>(fresh.size());
        int from = 0;
        for (LineChanges.Range change : changes) {
            shared.addAll(lines.subList(from, change.oldFrom()));
            shared.addAll(fresh.subList(change.freshFrom(), change.freshTo()));
            from = change.oldTo();
        }
        shared.addAll(lines.subList(from, lines.size()));
        return shared;
    }

    /** The hunks of a place as one, which the agent that made another has changed. */
    private static Hunk widened(List<Hunk> some, Hunk made) {
        boolean isMended = some.stream().anyMatch(Hunk::mended);
        boolean isBlocked = some.stream().anyMatch(Hunk::blocked);
        return new Hunk(some.getFirst().hunk(), 0, 0, 0, 0, made.session(), made.pod(), made.turn(), made.inline(),
                isMended, isBlocked, some.stream().allMatch(hunk -> hunk.told() || !hunk.mended()) && isMended,
                made.at());
    }

    /** The person has typed in hunks. */
    private void mend(Place place, List<String> old, List<String> fresh, int nowFrom) {
        Hunk hunk = place.hunks.getFirst();
        if (fresh.stream().allMatch(String::isBlank) && !isBlank(place)) {
            gone.add(hunk);
            base.addAll(fresh);
            return;
        }
        boolean isBlocked = place.hunks.stream().anyMatch(Hunk::blocked);
        Optional<String> alone = isBlocked ? Optional.empty() : TextFile.merged(
                String.join("", before.lines().subList(place.from, place.to)), String.join("", fresh),
                String.join("", old));
        put(hunk.mendedByPerson(isBlocked || alone.isEmpty()), alone.map(PendingText::linesOf).orElse(old), fresh,
                nowFrom);
    }

    private boolean isBlank(Place place) {
        return before.lines().subList(place.from, place.to).stream().allMatch(String::isBlank);
    }

    /** Puts a hunk where its two sides differ; where they do not, it is gone. */
    private void put(Hunk hunk, List<String> old, List<String> fresh, int nowFrom) {
        int head = 0;
        while (head < Math.min(old.size(), fresh.size()) && old.get(head).equals(fresh.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < Math.min(old.size(), fresh.size()) - head
                && old.get(old.size() - 1 - tail).equals(fresh.get(fresh.size() - 1 - tail))) {
            tail++;
        }
        if (head == old.size() && head == fresh.size()) {
            gone.add(hunk);
        } else {
            hunks.add(hunk.at(base.size() + head, base.size() + old.size() - tail, nowFrom + head,
                    nowFrom + fresh.size() - tail));
        }
        base.addAll(old);
    }

    /** A hunk, or lines that change now. */
    private record Piece(int from, int to, @Nullable Hunk hunk, int growth) {
        /** Of an empty hunk and lines that come in there, the hunk is first. */
        private static final Comparator<Piece> IN_ORDER = Comparator.comparingInt(Piece::from)
                .thenComparingInt(Piece::to).thenComparing(piece -> piece.hunk == null);

        private Piece(Hunk hunk) {
            this(hunk.from(), hunk.to(), hunk, 0);
        }

        private Piece(LineChanges.Range change) {
            this(change.oldFrom(), change.oldTo(), null,
                    change.freshTo() - change.freshFrom() - (change.oldTo() - change.oldFrom()));
        }
    }

    /** A range of the text before, in which hunks and changes touch each other. */
    private final class Place {
        private final List<Hunk> hunks = new ArrayList<>();
        private final int from;
        private int to;
        private int growth;
        private boolean isChanged;

        private Place(Piece first) {
            from = first.from;
            to = first.to;
            add(first);
        }

        private void add(Piece piece) {
            to = Math.max(to, piece.to);
            growth += piece.growth;
            if (piece.hunk == null) {
                isChanged = true;
            } else {
                hunks.add(piece.hunk);
            }
        }

        /** What an agent changes beside its hunk belongs to the hunk; what the person types there does not. */
        private boolean touches(Piece next) {
            if (like != null) {
                return next.from <= to && (isChanged || next.hunk == null);
            }
            return from == to ? next.from < to && to < next.to
                    : next.from == next.to ? from < next.from && next.from < to : next.from < to;
        }
    }
}
