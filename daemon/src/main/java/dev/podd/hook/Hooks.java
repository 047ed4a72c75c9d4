package dev.podd.hook;

import java.util.ArrayList;
import java.util.List;

/** The hooks of a Pod in the order of their registration, which closes at the first run. */
public final class Hooks {
    // guarded by this
    private final List<Hook> all = new ArrayList<>();
    private boolean closed; // guarded by this

    /** @throws HooksClosedException once a turn has run */
    public synchronized void add(Hook hook) {
        if (closed) {
            throw new HooksClosedException(hook.name());
        }
        all.add(hook);
    }

    /** From here on the set is fixed. */
    public synchronized void close() {
        closed = true;
    }

    /** These hooks and then those, as they are now; nobody can add to them. */
    public Hooks then(Hooks more) {
        Hooks both = new Hooks();
        both.all.addAll(copy());
        both.all.addAll(more.copy());
        both.close();
        return both;
    }

    private synchronized List<Hook> copy() {
        return List.copyOf(all);
    }

    /** Those that look at one point. */
    public synchronized <H extends Hook> List<H> at(Class<H> point) {
        return all.stream().filter(point::isInstance).map(point::cast).toList();
    }
}
