package dev.podd.app;

import dev.podd.daemon.RunFolder;
import dev.podd.manifest.ManifestLoader;
import dev.podd.manifest.ProviderKind;
import dev.podd.sandbox.Secrets;
import dev.podd.state.Places;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What every command needs: the process's environment, Podd's folders, ids, and the log of Podd's own faults.
 *
 * @param secrets the keys of providers, as they become known
 * @param shared  the daemon that this is the process of; null elsewhere
 */
record AppContext(ProcessEnvironment environment, Places places, Ids ids, Secrets secrets, BugLog bugs,
        @Nullable Backend shared) {

    static AppContext of(ProcessEnvironment environment) {
        Places places = Places.of(environment.variables(), environment.os(), environment.home(),
                Path.of(System.getProperty("user.home")));
        Ids ids = new Ids(environment.clock(), environment.random());
        Secrets secrets = new Secrets();
        ProviderKind.keysIn(environment.variables()).forEach(secrets::add);
        return new AppContext(environment, places, ids, secrets,
                new BugLog(places.bugs(), environment.clock(), () -> ids.item("bug-"), secrets), null);
    }

    /** @param store folder of sessions that was named; null for the usual one */
    Path store(@Nullable Path store) {
        return store == null ? places.store() : environment.workingDirectory().resolve(store).normalize();
    }

    /** For a command of another process, which runs here. */
    AppContext of(ProcessEnvironment other, Backend daemon) {
        return new AppContext(other, places, ids, secrets, bugs, daemon);
    }

    /** Everything behind the doors, for a command. */
    Backend backend(@Nullable Path store) {
        return shared != null && store == null ? shared : daemon(store);
    }

    /** Everything behind the doors; from here on what libraries log goes to a file. */
    Daemon daemon(@Nullable Path store) {
        return daemon(store(store), false);
    }

    /** Like {@link #daemon}, for all windows of the person. */
    Daemon sharedDaemon() {
        return daemon(places.store(), true);
    }

    private Daemon daemon(Path store, boolean isShared) {
        environment.logTo().accept(places.libraryLog());
        return new Daemon(environment, places, store, ids, secrets, bugs, isShared);
    }

    /** Loads in the background what reading a manifest takes, which is much, and the first that a new Pod needs. */
    void prepareManifests() {
        ManifestLoader manifests = new ManifestLoader(places.config(), places.state());
        Thread.ofPlatform().daemon().name("podd-manifests")
                .start(() -> manifests.prepare(environment.home(), environment.variables()));
    }

    /** Where the shared daemon is found. */
    RunFolder runFolder() {
        return RunFolder.of(places, Path.of(System.getProperty("java.io.tmpdir")));
    }
}
