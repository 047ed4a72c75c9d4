package dev.podd.change;

import dev.podd.log.Entry.PendingChanges.News;
import dev.podd.log.Hunk;
import dev.podd.workspace.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Some hunks of a file on their way back. */
final class Undoing {
    private static final String TYPED_IN = "you have typed in it since, and what you typed cannot stay without it:"
            + " take it out by hand, or keep it";

    private final PendingFile.State before;
    private final List<Hunk> undone;
    private final List<Decided.Conflict> conflicts;
    private final PendingFile.State after;

    private Undoing(PendingFile.State before, List<Hunk> undone, List<Decided.Conflict> conflicts) {
        this.before = before;
        this.undone = undone;
        this.conflicts = conflicts;
        List<News> news = undone.stream().map(hunk -> Tidings.undone(hunk, before.text())).toList();
        this.after = before.with(before.text().undone(undone::contains)).with(news);
    }

    static Undoing of(PendingFile.State state, Predicate<Hunk> chosen) {
        List<Hunk> hunks = state.text().hunks().stream().filter(chosen).toList();
        return new Undoing(state, hunks.stream().filter(hunk -> !hunk.blocked()).toList(),
                hunks.stream().filter(Hunk::blocked).map(hunk -> new Decided.Conflict(hunk.hunk(), TYPED_IN))
                        .toList());
    }

    boolean isNothing() {
        return undone.isEmpty();
    }

    /** How the file stands then. */
    PendingFile.State state() {
        return after;
    }

    /** Whether this is about a file with that content. */
    boolean isOf(byte[] content) {
        return TextFile.of(content).filter(file -> file.text().equals(before.text().text())).isPresent();
    }

    /**
     * What the file is to hold, byte for byte as it is outside of the hunks; null for a file that an agent made, is
     * closed and of which nothing is left.
     */
    byte @Nullable [] after(byte[] content, boolean isOpen) {
        if (before.isNew() && !isOpen && after.text().lines().isEmpty()) {
            return null;
        }
        List<String> lines = before.text().lines();
        List<TextFile.Edit> edits = new ArrayList<>();
        int line = 0;
        int offset = 0;
        for (Hunk hunk : undone) {
            int start = offset + length(lines.subList(line, hunk.from()));
            int end = start + length(before.text().text(hunk));
            edits.add(new TextFile.Edit(start, end, before.text().undo(hunk)));
            line = hunk.to();
            offset = end;
        }
        return TextFile.of(content).map(file -> file.edited(edits).bytes()).orElse(content);
    }

    private static int length(List<String> lines) {
        return lines.stream().mapToInt(String::length).sum();
    }

    Decided decided() {
        return new Decided(List.of(), undone.stream().map(Hunk::hunk).toList(), conflicts);
    }

    /** Nothing was done. */
    Decided refused(String why) {
        List<Decided.Conflict> all = new ArrayList<>(conflicts);
        undone.forEach(hunk -> all.add(new Decided.Conflict(hunk.hunk(), why)));
        return new Decided(List.of(), List.of(), all);
    }
}
