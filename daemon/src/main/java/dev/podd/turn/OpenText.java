package dev.podd.turn;

import dev.podd.log.Entry;
import dev.podd.log.LogException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Text of the item that is streaming now. A thread of its own carries it into the log twice a second, so that a
 * half-written answer survives whatever ends the process.
 */
final class OpenText implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofMillis(500);

    private final Journal journal;
    private final Thread carrier;
    private @Nullable String item; // guarded by this
    private final StringBuilder text = new StringBuilder(); // guarded by this
    private int recorded; // guarded by this

    OpenText(Journal journal, TurnServices.Sleep sleep) {
        this.journal = journal;
        this.carrier = Thread.ofVirtual().name("open-text").start(() -> carry(sleep));
    }

    /** Text of an item, and whose it is. */
    record Text(String item, String text) {}

    synchronized void add(String ofItem, String delta) {
        item = ofItem;
        text.append(delta);
    }

    /** What is open, which is then closed; empty when there is none. */
    synchronized Optional<Text> take() {
        Optional<Text> taken = Optional.ofNullable(item).map(id -> new Text(id, text.toString()));
        item = null;
        text.setLength(0);
        recorded = 0;
        return taken;
    }

    @Override
    public void close() {
        carrier.interrupt();
    }

    private void carry(TurnServices.Sleep sleep) {
        try {
            while (true) {
                sleep.sleep(PERIOD);
                record();
            }
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        } catch (LogException broken) {
            // the turn meets the same store at its next step, and says so
        }
    }

    private synchronized void record() {
        if (item != null && text.length() > recorded) {
            journal.recordSoon(new Entry.ItemPart(item, recorded, text.substring(recorded)));
            recorded = text.length();
        }
    }
}
