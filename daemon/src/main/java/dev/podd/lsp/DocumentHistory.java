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

    /** The document before the changes that are kept. */
    private Document base;
    private final List<Step> steps = new ArrayList<>();

    /** One notification's changes. */
    private record Step(int version, List<Change> changes) {
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
        Document again = base;
        for (Step each : steps) {
            again = again.changed(each.version(), each.changes(), encoding);
        }
        return Optional.of(again);
    }

    /** What came before a whole text needs not be kept. */
    private void append(Step step, Document now, PositionEncoding encoding) {
        if (step.isWhole()) {
            steps.clear();
            base = now;
        }
        steps.add(step);
        if (steps.size() > KEPT) {
            Step oldest = steps.removeFirst();
            base = base.changed(oldest.version(), oldest.changes(), encoding);
        }
    }
}
