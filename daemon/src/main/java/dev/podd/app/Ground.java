package dev.podd.app;

import dev.podd.sandbox.Secrets;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What every command needs: the host system, Podd's folders, ids, and the log of Podd's own faults.
 *
 * @param secrets the keys of providers, as they become known
 */
record Ground(Host host, Places places, Ids ids, Secrets secrets, BugLog bugs) {

    static Ground of(Host host) {
        Places places = Places.of(host);
        Ids ids = new Ids(host.clock(), host.random());
        Secrets secrets = new Secrets();
        Engine.keyVariables().stream().map(host::variable).filter(Objects::nonNull).map(String::strip)
                .forEach(secrets::add);
        return new Ground(host, places, ids, secrets,
                new BugLog(places.bugs(), host.clock(), () -> ids.item("bug-"), secrets));
    }

    /** @param store folder of sessions that was named; null for the usual one */
    Path store(@Nullable Path store) {
        return store == null ? places.store() : host.workingDirectory().resolve(store).normalize();
    }

    /** Everything behind the doors; from here on what libraries log goes to a file. */
    Engine engine(@Nullable Path store) {
        host.logTo().accept(places.libraryLog());
        return new Engine(host, places, store(store), ids, secrets, bugs);
    }
}
