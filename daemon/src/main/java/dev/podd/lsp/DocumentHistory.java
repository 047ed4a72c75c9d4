package dev.podd.lsp;

import dev.podd.buffer.Change;
import dev.podd.buffer.Document;
import dev.podd.buffer.PositionEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last changes of one open document. Some editors send changes out of the order of their versions under fast
 * typing: a change that comes late is put where its version belongs, and those after it are made again. Used by the
 * reader thread only.
 */
final class DocumentHistory {
    private static final int KEPT = 64;
    /** What a change takes beside its text, in characters. */
    private static final long CHANGE = 64;
    /** Of all changes that are kept; older changes are forgotten as if there were more than {@link #KEPT}. */
    private static final long KEPT_CHARACTERS = 8 << 20;

    /** The document before the changes that are kept. */
    private Document base;
    private final List<Step> steps = new ArrayList<>();
    /** Of all steps. */
    private long characters;

    /** One notification's changes. */
    private record Step(int version, List<Change> changes, long characters) {
        Step(int version, List<Change> changes) {
            this(version, changes, changes.stream().mapToLong(change -> CHANGE + change.text().length()).sum());
        }

        boolean isWhole() {
            return changes.stream().anyMatch(change -> change.range() == null);
        }
    }

    DocumentHistory(Document opened) {
        this.base = opened;
    }

    /** The document after these changes; empty when they come so late that their place is not known any more. */
    Optional<Document> change(int version, List<Change> changes, Document now, PositionEncoding encoding) {
        Step step = new Step(version, changes);
        if (version >= now.version()) {
            append(step, now, encoding);
            return Optional.of(now.changed(version, changes, encoding));
        }
        if (version < base.version()) {
            return Optional.empty();
        }
        int place = steps.size();
        while (place > 0 && steps.get(place - 1).version() > version) {
            place--;
        }
        steps.add(place, step);
        characters += step.characters();
        Document again = base;
        for (Step each : steps) {
            again = again.changed(each.version(), each.changes(), encoding);
        }
        forget(encoding);
        return Optional.of(again);
    }

    /** What came before a whole text needs not be kept. */
    private void append(Step step, Document now, PositionEncoding encoding) {
        if (step.isWhole()) {
            steps.clear();
            characters = 0;
            base = now;
        }
        steps.add(step);
        characters += step.characters();
        forget(encoding);
    }

    /** Makes the oldest changes part of the base until few enough are left. */
    private void forget(PositionEncoding encoding) {
        while (steps.size() > KEPT || characters > KEPT_CHARACTERS) {
            Step oldest = steps.removeFirst();
            characters -= oldest.characters();
            base = base.changed(oldest.version(), oldest.changes(), encoding);
        }
    }
}
