package dev.podd.change;

import dev.podd.log.Blobs;
import dev.podd.log.Entry;
import java.util.List;
import java.util.function.Function;

/** A change of a file that a tool is about to make; one of {@link #made} and {@link #failed} follows. */
public final class PlannedChange {
    /** One of which nobody takes note. */
    public static final PlannedChange NONE = of(List.of());

    private final List<Function<Blobs, Entry>> entries;
    private final Runnable whenMade;
    private final Runnable whenFailed;

    PlannedChange(List<Function<Blobs, Entry>> entries, Runnable whenMade, Runnable whenFailed) {
        this.entries = List.copyOf(entries);
        this.whenMade = whenMade;
        this.whenFailed = whenFailed;
    }

    /** One of which nobody needs to hear what came of it. */
    static PlannedChange of(List<Function<Blobs, Entry>> entries) {
        return new PlannedChange(entries, () -> {}, () -> {});
    }

    /** What is to be recorded before it is made, in the session of its author. */
    public List<Entry> entries(Blobs log) {
        return entries.stream().map(entry -> entry.apply(log)).toList();
    }

    /** The file has changed. */
    public void made() {
        whenMade.run();
    }

    /**
     * The file is as it was.
     *
     * @throws dev.podd.log.LogException that cannot be recorded
     */
    public void failed() {
        whenFailed.run();
    }
}
