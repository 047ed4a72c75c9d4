package dev.podd.app;

import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What every command needs: the host system, Podd's folders, ids, and the log of Podd's own faults. */
record Ground(Host host, Places places, Ids ids, BugLog bugs) {

    static Ground of(Host host) {
        Places places = Places.of(host);
        Ids ids = new Ids(host.clock(), host.random());
        return new Ground(host, places, ids, new BugLog(places.bugs(), host.clock(), () -> ids.item("bug-"),
                Engine.keyVariables().stream().map(host::variable).filter(Objects::nonNull)
                        .collect(Collectors.toSet())));
    }

    /** @param store folder of sessions that was named; null for the usual one */
    Path store(@Nullable Path store) {
        return store == null ? places.store() : host.workingDirectory().resolve(store).normalize();
    }

    /** Everything behind the doors; from here on what libraries log goes to a file. */
    Engine engine(@Nullable Path store) {
        host.logTo().accept(places.libraryLog());
        return new Engine(host, places, store(store), ids, bugs);
    }
}
