package dev.podd.change;

import dev.podd.log.Hunk;
import dev.podd.workspace.LineChanges;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text that agents have changed, beside the text that it would be without what the person has not decided about: the
 * base. What the person types outside of hunks goes into both; inside a hunk it goes into the base too if it can stand
 * there without the agent's change, else it stays in the hunk, which cannot be undone any more. So the base is always
 * what the person alone would have. Immutable.
 *
 * @param base  lines with their ends; only the last may lack one
 * @param lines lines with their ends; only the last may lack one
 * @param hunks where the two differ, in order, none within another; one whose sides are alike is none
 */
record PendingText(List<String> base, List<String> lines, List<Hunk> hunks) {
    private static final Pattern BEHIND_LINE_ENDS = Pattern.compile("(?<=\n)");

    PendingText {
        base = ended(base);
        lines = ended(lines);
        List<String> old = base;
        List<String> fresh = lines;
        hunks = hunks.stream().filter(hunk -> !old.subList(hunk.baseFrom(), hunk.baseTo())
                .equals(fresh.subList(hunk.from(), hunk.to()))).toList();
    }

    /** With an end of each line but the last: the last line of one side may stand before others on the other side. */
    private static List<String> ended(List<String> lines) {
        List<String> all = List.copyOf(lines);
        List<String> ended = null;
        for (int i = 0; i < all.size() - 1; i++) {
            if (!all.get(i).endsWith("\n")) {
                ended = ended == null ? new ArrayList<>(all) : ended;
                ended.set(i, all.get(i) + "\n");
            }
        }
        return ended == null ? all : List.copyOf(ended);
    }

    /**
     * A text as it was recorded. Lines that its two sides share are one object each.
     *
     * @throws IndexOutOfBoundsException hunks and texts do not fit
     */
    static PendingText recorded(String base, String text, List<Hunk> hunks) {
        List<String> old = linesOf(base);
        List<String> fresh = new ArrayList<>(linesOf(text));
        int baseDone = 0;
        int done = 0;
        for (Hunk hunk : hunks) {
            boolean isNext = hunk.from() >= done && hunk.from() - done == hunk.baseFrom() - baseDone;
            if (!isNext || hunk.to() < hunk.from() || hunk.baseTo() < hunk.baseFrom() || hunk.to() > fresh.size()
                    || hunk.baseTo() > old.size()) {
                throw new IndexOutOfBoundsException("hunk " + hunk.hunk() + " is not where it says");
            }
            share(old, baseDone, fresh, done, hunk.from() - done);
            baseDone = hunk.baseTo();
            done = hunk.to();
        }
        share(old, baseDone, fresh, done, Math.min(old.size() - baseDone, fresh.size() - done));
        return new PendingText(old, fresh, hunks);
    }

    private static void share(List<String> old, int from, List<String> fresh, int to, int count) {
        for (int i = 0; i < count; i++) {
            if (old.get(from + i).equals(fresh.get(to + i))) {
                fresh.set(to + i, old.get(from + i));
            }
        }
    }

    /** A text in which nobody has changed anything. */
    static PendingText of(String text) {
        List<String> lines = linesOf(text);
        return new PendingText(lines, lines, List.of());
    }

    static List<String> linesOf(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(BEHIND_LINE_ENDS.split(text));
    }

    /**
     * A text after a change.
     *
     * @param gone hunks of which nothing is left
     */
    record Changed(PendingText text, List<Hunk> gone) {
        Changed {
            gone = List.copyOf(gone);
        }
    }

    /** The person has made it another text. */
    Changed typed(String now) {
        return rewritten(linesOf(now), null);
    }

    /**
     * An agent has made it another text.
     *
     * @param like a hunk without a place, of which each new hunk is a copy under an id of its own
     */
    Changed edited(String now, NewHunk like) {
        return rewritten(linesOf(now), like);
    }

    /** Makes a hunk of its lines. */
    @FunctionalInterface
    interface NewHunk {
        Hunk at(int baseFrom, int baseTo, int from, int to);
    }

    /** Hunks that count as the person's own text from here on. */
    PendingText kept(Predicate<Hunk> chosen) {
        List<String> newBase = new ArrayList<>();
        List<Hunk> left = new ArrayList<>();
        int done = 0;
        for (Hunk hunk : hunks) {
            newBase.addAll(base.subList(done, hunk.baseFrom()));
            List<String> part = chosen.test(hunk) ? text(hunk) : old(hunk);
            if (!chosen.test(hunk)) {
                left.add(hunk.at(newBase.size(), newBase.size() + part.size(), hunk.from(), hunk.to()));
            }
            newBase.addAll(part);
            done = hunk.baseTo();
        }
        newBase.addAll(base.subList(done, base.size()));
        return new PendingText(newBase, lines, left);
    }

    /** With the base's lines in the place of hunks; those that are {@link Hunk#blocked} stay. */
    PendingText undone(Predicate<Hunk> chosen) {
        List<String> newLines = new ArrayList<>();
        List<Hunk> left = new ArrayList<>();
        int done = 0;
        for (Hunk hunk : hunks) {
            newLines.addAll(lines.subList(done, hunk.from()));
            boolean isUndone = chosen.test(hunk) && !hunk.blocked();
            List<String> part = isUndone ? old(hunk) : text(hunk);
            if (!isUndone) {
                left.add(hunk.at(hunk.baseFrom(), hunk.baseTo(), newLines.size(), newLines.size() + part.size()));
            }
            newLines.addAll(part);
            done = hunk.to();
        }
        newLines.addAll(lines.subList(done, lines.size()));
        return new PendingText(base, newLines, left);
    }

    /** With other values for some hunks, at the same places. */
    PendingText with(List<Hunk> others) {
        return new PendingText(base, lines, others);
    }

    /** The lines of a hunk as they are. */
    List<String> text(Hunk hunk) {
        return lines.subList(hunk.from(), hunk.to());
    }

    /** The lines that an undo of a hunk would bring. */
    List<String> old(Hunk hunk) {
        return base.subList(hunk.baseFrom(), hunk.baseTo());
    }

    /** What an undo of a hunk puts in the place of its text. */
    String undo(Hunk hunk) {
        String old = String.join("", old(hunk));
        boolean isBehindOpenLine = hunk.from() > 0 && !lines.get(hunk.from() - 1).endsWith("\n");
        boolean isBeforeLine = hunk.to() < lines.size() && !old.endsWith("\n");
        return old.isEmpty() ? old : (isBehindOpenLine ? "\n" : "") + old + (isBeforeLine ? "\n" : "");
    }

    /** In characters, with the hunks and without them. */
    long size() {
        return base.stream().mapToLong(String::length).sum() + lines.stream().mapToLong(String::length).sum();
    }

    String baseText() {
        return String.join("", base);
    }

    String text() {
        return String.join("", lines);
    }

    Optional<Hunk> find(String id) {
        return hunks.stream().filter(hunk -> hunk.hunk().equals(id)).findFirst();
    }

    boolean holds(Set<String> ids) {
        return hunks.stream().anyMatch(hunk -> ids.contains(hunk.hunk()));
    }

    /** @param like null for the person */
    private Changed rewritten(List<String> now, @Nullable NewHunk like) {
        List<LineChanges.Range> changes = LineChanges.between(lines, now);
        return changes.isEmpty() ? new Changed(this, List.of())
                : new Rewriting(this, Rewriting.sharing(lines, now, changes), like).through(changes);
    }
}
