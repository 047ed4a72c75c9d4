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

    /** One notification's changes, and the document after them, which shares all but a little with the one before. */
    private record Step(int version, List<Change> changes, long characters, Document after) {
        static Step of(int version, List<Change> changes, Document before, PositionEncoding encoding) {
            return new Step(version, changes,
                    changes.stream().mapToLong(change -> CHANGE + change.text().length()).sum(),
                    before.changed(version, changes, encoding));
        }

        Step again(Document before, PositionEncoding encoding) {
            return new Step(version, changes, characters, before.changed(version, changes, encoding));
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
        if (version >= now.version()) {
            return Optional.of(append(Step.of(version, changes, now, encoding), now));
        }
        return version < base.version() ? Optional.empty() : Optional.of(insert(version, changes, encoding));
    }

    /** What came before a whole text needs not be kept. */
    private Document append(Step step, Document now) {
        if (step.isWhole()) {
            steps.clear();
            characters = 0;
            base = now;
        }
        steps.add(step);
        characters += step.characters();
        forget();
        return step.after();
    }

    private Document insert(int version, List<Change> changes, PositionEncoding encoding) {
        int place = steps.size();
        while (place > 0 && steps.get(place - 1).version() > version) {
            place--;
        }
        Step step = Step.of(version, changes, place == 0 ? base : steps.get(place - 1).after(), encoding);
        steps.add(place, step);
        characters += step.characters();
        for (int i = place + 1; i < steps.size(); i++) {
            steps.set(i, steps.get(i).again(steps.get(i - 1).after(), encoding));
        }
        Document last = steps.getLast().after();
        forget();
        return last;
    }

    /** Makes the oldest changes part of the base until few enough are left. */
    private void forget() {
        while (steps.size() > KEPT || characters > KEPT_CHARACTERS) {
            Step oldest = steps.removeFirst();
            characters -= oldest.characters();
            base = oldest.after();
        }
    }
}
