package dev.podd.manifest;

import dev.podd.manifest.ManifestFiles.Found;
import dev.podd.scope.Permission;
import dev.podd.scope.Scope;
import dev.podd.scope.ScopeRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes one manifest of all that has a say: the built-in default, the person's {@code pod.toml}, the workspace's if it is
 * trusted, the selected one, and the overlays of the request; each over the one before (semantics 2.1).
 */
public final class ManifestLoader {
    private final Path configFolder;
    private final Path stateFolder;

    /** One whose state lies beside its configuration. */
    public ManifestLoader(Path configFolder) {
        this(configFolder, configFolder);
    }

    /**
     * @param configFolder the person's folder of Podd; it need not exist
     * @param stateFolder  where Podd keeps sessions, and which folders are trusted
     */
    public ManifestLoader(Path configFolder, Path stateFolder) {
        this.configFolder = configFolder;
        this.stateFolder = stateFolder;
    }

    /**
     * Reads and checks everything anew.
     *
     * @throws ManifestInvalid errors, all of them
     * @throws InvalidPwd      the working directory is missing or no folder
     * @throws PwdOutsideScope the scope does not let it be read
     */
    public Loaded load(ManifestRequest request) {
        Problems problems = new Problems();
        ManifestFiles files = new ManifestFiles(configFolder, request);
        Draft draft = new Draft(problems, request.workspaceFolder(), request.environment()::get);
        layers(files, request, problems).forEach(found -> draft.addToml(found.source(), found.folder(), found.text(),
                configFolder.resolve(ManifestFiles.OF_PERSON).equals(found.path())));
        request.overlays().forEach(draft::addOverlay);
        Node.Table tree = draft.merged();
        new ScopeCheck(problems, draft.pwd()).check(tree);
        problems.refuseErrors();
        Manifest manifest = Binding.bind(tree);
        Path workingDirectory = WorkingDirectory.real(draft.pwd());
        Scope scope = withoutOwnFolders(
                withoutKeyFiles(WorkingDirectory.scope(manifest.scope(), workingDirectory), manifest));
        String name = Objects.requireNonNullElse(manifest.pod().name(), ownName(request));
        return new Loaded(manifest, name, workingDirectory, scope, problems.inOrder(),
                files.leftUnread(request.selection()));
    }

    /** Every file that {@link #load} reads the manifest from, or would read if it existed. */
    public List<Path> files(ManifestRequest request) {
        return new ManifestFiles(configFolder, request).places(request.selection());
    }

    /**
     * How many bytes of checkpoints the person wants to have at most, of all sessions together.
     *
     * @throws ManifestInvalid the person's file has errors
     */
    public long checkpointQuota() {
        Problems problems = new Problems();
        Draft draft = new Draft(problems, configFolder, variable -> null);
        ManifestFiles.read(configFolder.resolve(ManifestFiles.OF_PERSON), configFolder, problems)
                .ifPresent(found -> draft.addToml(found.source(), found.folder(), found.text(), true));
        Node.Table tree = draft.merged();
        problems.refuseErrors();
        return Binding.bind(tree).checkpoints().quota();
    }

    /**
     * Reads once what is the person's own, so that all that reading a manifest takes is loaded when a Pod needs it. What
     * is wrong with it is told then.
     *
     * @param folder      absolute; one that exists
     * @param environment as in {@link ManifestRequest}
     */
    public void prepare(Path folder, Map<String, String> environment) {
        try {
            load(new ManifestRequest(folder, false, null, List.of(), environment));
        } catch (ManifestException wrong) {
            // which the person hears when they open a Pod
        }
    }

    /**
     * A manifest that can be selected by its name.
     *
     * @param description empty when it has none
     */
    public record Named(String name, String description) {}

    /** The manifests that ship, that the person has and, if it is trusted, those of the workspace; sorted by name. */
    public List<Named> named(ManifestRequest request) {
        return new ManifestFiles(configFolder, request).all().stream()
                .map(found -> new Named(ManifestFiles.nameOf(found.source()), description(found))).toList();
    }

    private static String description(Found found) {
        return TomlReader.read(found.source(), found.text(), new Problems())
                .plain(String.class, "pod", "description").orElse("");
    }

    /**
     * Whatever the manifest allows, no tool reads the files in which it says that keys are. A file that does not exist is
     * left out of the scope, which the model is told of: somebody may have put the key itself there.
     */
    private static Scope withoutKeyFiles(Scope scope, Manifest manifest) {
        return scope.with(List.of(), manifest.keyFiles().stream().filter(Files::exists)
                .map(file -> ScopeRule.below(file.toString(), Permission.READ)).toList());
    }

    /** No tool writes what Podd takes permissions, hooks and trust from, whatever the scope of a manifest holds. */
    private Scope withoutOwnFolders(Scope scope) {
        return scope.with(List.of(), Stream.of(configFolder, stateFolder).distinct()
                .flatMap(own -> scope.realPath(own.toAbsolutePath()).stream())
                .filter(own -> scope.permissionOfReal(own).filter(Permission.WRITE::equals).isPresent())
                .map(own -> ScopeRule.below(own.toString(), Permission.WRITE)).toList());
    }

    /** One that is selected by its path may be the person's or the workspace's own: then it is read once, on top. */
    private static List<Found> layers(ManifestFiles files, ManifestRequest request, Problems problems) {
        Optional<Found> selected = isDefault(request.selection()) ? Optional.empty()
                : files.selected(Objects.requireNonNull(request.selection()), problems);
        Optional<Path> again = selected.map(Found::path);
        Stream<Found> usual = Stream.of(files.ofPerson(problems), files.ofWorkspace(problems))
                .flatMap(Optional::stream).filter(found -> !again.equals(Optional.ofNullable(found.path())));
        return Stream.concat(usual, selected.stream()).toList();
    }

    private static boolean isDefault(@Nullable String selection) {
        return selection == null || selection.equals("default");
    }

    private static String ownName(ManifestRequest request) {
        return request.selection() == null ? "default" : ManifestFiles.nameOf(request.selection());
    }
}
