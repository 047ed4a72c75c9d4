package dev.podd.tool.builtin;

import dev.podd.sandbox.Bounds;
import dev.podd.sandbox.Bounds.Place;
import dev.podd.sandbox.Confinement;
import dev.podd.sandbox.NoSandbox;
import dev.podd.sandbox.PrivateFolder;
import dev.podd.sandbox.Sandbox;
import dev.podd.sandbox.SandboxSettings;
import dev.podd.scope.Permission;
import dev.podd.scope.Scope;
import dev.podd.tool.Containment;
import dev.podd.workspace.GitSettings;
import dev.podd.workspace.GuardedPaths;
import dev.podd.workspace.GuardedPaths.Guarded;
import dev.podd.workspace.Workspace;
import dev.podd.workspace.Workspace.CommandView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the shell tool's commands are bound: by the scope, the disk and the editors as they are when a command starts. Looks
 * at files.
 */
public final class CommandBounds {
    private final Supplier<Sandbox> sandbox;
    private final Workspace workspace;
    private final PrivateFolder folder;
    private final SandboxSettings settings;
    private final Confinement otherwise;
    private final Supplier<List<Path>> trusted;

    /** For a person who trusts no folder. */
    public CommandBounds(Supplier<Sandbox> sandbox, Workspace workspace, PrivateFolder folder, SandboxSettings settings,
            Confinement otherwise) {
        this(sandbox, workspace, folder, settings, otherwise, List::of);
    }

    /**
     * @param sandbox   of this machine; asked at the first command, since it takes a moment to find out
     * @param folder    private to the commands of one Pod
     * @param otherwise for commands without a sandbox
     * @param trusted   folders in which Podd runs what lies in {@code .podd}, by their real paths
     */
    public CommandBounds(Supplier<Sandbox> sandbox, Workspace workspace, PrivateFolder folder, SandboxSettings settings,
            Confinement otherwise, Supplier<List<Path>> trusted) {
        this.sandbox = sandbox;
        this.workspace = workspace;
        this.folder = folder;
        this.settings = settings;
        this.otherwise = otherwise;
        this.trusted = trusted;
    }

    /**
     * What binds a command that starts now. Closed when nothing of the command runs any more, or did not start.
     *
     * @param unsaved the files, by real path, that it finds as an editor has them and cannot write
     * @param guarded what it finds guarded
     * @param copies  of files, made for this command
     */
    record Bound(Confinement confinement, Containment containment, Set<Path> unsaved, GuardedPaths.Found guarded,
            Copies copies) implements AutoCloseable {
        @Override
        public void close() {
            copies.close();
        }
    }

    /** What would bind a command that started now. */
    Containment containment() {
        Sandbox with = with();
        return with instanceof NoSandbox ? none(with) : containment(with, workspace.commandView(trusted.get()));
    }

    /** Looks at everything anew. */
    Bound now() {
        Sandbox with = with();
        Copies copies = new Copies(folder);
        if (with instanceof NoSandbox) {
            return new Bound(otherwise, none(with), Set.of(),
                    GuardedPaths.Found.NOTHING, copies);
        }
        CommandView view = workspace.commandView(trusted.get());
        try {
            Bound bound = new Bound(new Confinement.Sandboxed(otherwise.purpose(), bounds(view, copies)),
                    containment(with, view), with.holds() ? Set.copyOf(view.unsaved().keySet()) : Set.of(),
                    view.guarded(), copies);
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("nobody waits for it any more");
            }
            return bound;
        } catch (RuntimeException e) {
            copies.close();
            throw e;
        }
    }

    private Sandbox with() {
        return settings.isOn() ? sandbox.get() : new NoSandbox("the manifest says so");
    }

    private static Containment none(Sandbox with) {
        return new Containment(false, "no sandbox: it " + with.gaps());
    }

    private Containment containment(Sandbox with, CommandView view) {
        String gap = gap(view);
        return new Containment(with.holds() && gap == null && settings.runsUnasked(), words(with, gap));
    }

    /** What binds a call that runs no command. */
    Containment ofNothing() {
        return new Containment(settings.isOn() && settings.runsUnasked(), "it runs no command");
    }

    private static @Nullable String gap(CommandView view) {
        return view.places().stream().anyMatch(place -> place.target().getParent() == null)
                ? "the scope is the whole file system" : view.guarded().gap();
    }

    private String words(Sandbox with, @Nullable String gap) {
        if (!with.holds()) {
            return "only " + with.name() + ": it " + with.gaps();
        }
        return "sandbox: " + with.name() + (settings.network() ? ", with the network" : ", no network")
                + (gap == null ? "" : "; it may not hold, since " + gap);
    }

    private Bounds bounds(CommandView view, Copies copies) {
        List<Place> places = new ArrayList<>();
        settings.readable().stream().filter(Files::exists).forEach(each -> places.add(real(each, false)));
        settings.writable().stream().filter(Files::exists).forEach(each -> places.add(real(each, true)));
        Stream.of(".gitconfig", ".config/git/config").map(settings.home()::resolve).filter(Files::isRegularFile)
                .forEach(each -> places.add(ofPerson(each, copies)));
        if (Files.isDirectory(view.outputs())) {
            places.add(real(view.outputs(), false));
        }
        List<Scope.Reach> shown = new ArrayList<>();
        view.places().stream().filter(place -> place.target().getParent() != null && Files.exists(place.target()))
                .filter(place -> !isWithin(place, shown)).forEach(shown::add);
        shown.forEach(place -> places.add(Place.Shown.itself(place.target(), place.permission() == Permission.WRITE)));
        view.guarded().guarded().forEach(each -> places.add(place(each, copies)));
        view.unsaved().forEach((file, content) -> {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                places.add(new Place.Shown(file, copies.of(content), false));
            }
        });
        view.unknown().stream().filter(Files::exists).forEach(file -> places.add(Place.Shown.itself(file, false)));
        return new Bounds(places, folder, settings.home(), settings.network());
    }

    /** Whether a place above it shows it already, in the same way. */
    private static boolean isWithin(Scope.Reach place, List<Scope.Reach> shown) {
        return shown.stream().anyMatch(above -> above.isRecursive() && place.target().startsWith(above.target())
                && above.permission() == place.permission());
    }

    /** At the path that programs know it by, wherever that leads. */
    private static Place real(Path path, boolean isWritable) {
        try {
            return new Place.Shown(path, path.toRealPath(), isWritable);
        } catch (IOException gone) {
            return new Place.HiddenFolder(path);
        }
    }

    private static Place place(Guarded guarded, Copies copies) {
        return switch (guarded) {
            case Guarded.Hidden(Path path, boolean isFolder) when isFolder -> new Place.HiddenFolder(path);
            case Guarded.Hidden(Path path, boolean _) -> new Place.HiddenFile(path);
            case Guarded.ReadOnly(Path path) -> Place.Shown.itself(path, false);
            case Guarded.Pinned(Path path) -> Place.Shown.itself(path, true);
            case Guarded.Absent(Path path) -> new Place.Kept(path);
            case Guarded.AbsentFile(Path path, String text) -> new Place.KeptFile(path, text);
            case Guarded.GitSettings(Path path) -> harmless(path, path, copies);
        };
    }

    /** Settings in the person's home folder may be links: the person made them. */
    private static Place ofPerson(Path settingsOfGit, Copies copies) {
        try {
            return harmless(settingsOfGit, settingsOfGit.toRealPath(), copies);
        } catch (IOException gone) {
            return new Place.HiddenFile(settingsOfGit);
        }
    }

    private static Place harmless(Path at, Path settingsOfGit, Copies copies) {
        return GitSettings.harmlessIn(settingsOfGit).<Place>map(text -> new Place.Shown(at,
                copies.of(text.getBytes(StandardCharsets.UTF_8)), false)).orElseGet(() -> new Place.HiddenFile(at));
    }

    /** Files that one command finds in the place of others. One thread at a time. */
    static final class Copies implements AutoCloseable {
        private final PrivateFolder folder;
        private final List<Path> all = new ArrayList<>();

        private Copies(PrivateFolder folder) {
            this.folder = folder;
        }

        private Path of(byte[] content) {
            Path copy = folder.copy(content);
            all.add(copy);
            return copy;
        }

        @Override
        public void close() {
            all.forEach(folder::remove);
        }
    }
}
