package dev.podd.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where manifests lie: those that ship, the person's folder, the workspace's folder. Finds them by name, path or URI. */
final class ManifestFiles {
    private static final List<String> SHIPPED = List.of("ask", "default", "inline");
    /** What the person's own file is called, in the folder of configuration. */
    static final String OF_PERSON = "pod.toml";
    private static final String SUFFIX = ".toml";

    private final Path configFolder;
    private final Path workspaceFolder;
    private final boolean isTrusted;

    ManifestFiles(Path configFolder, ManifestRequest request) {
        this.configFolder = configFolder;
        this.workspaceFolder = request.workspaceFolder();
        this.isTrusted = request.trusted();
    }

    /**
     * A text, where it came from, and where its relative paths begin.
     *
     * @param path null for one that ships
     */
    record Found(String source, @Nullable Path path, Path folder, String text) {}

    Optional<Found> ofPerson(Problems problems) {
        return read(configFolder.resolve(OF_PERSON), configFolder, problems);
    }

    Optional<Found> ofWorkspace(Problems problems) {
        return isTrusted ? read(workspaceLayer(), workspaceFolder, problems) : Optional.empty();
    }

    /** Files that would be read if the workspace were trusted. */
    List<Path> leftUnread(@Nullable String selection) {
        if (isTrusted) {
            return List.of();
        }
        Stream<Path> selected = selection == null || !isName(selection) || !Shape.isWellFormed(selection)
                ? Stream.empty()
                : Stream.of(inWorkspace(selection));
        return Stream.concat(Stream.of(workspaceLayer()), selected).filter(Files::exists).toList();
    }

    /** Empty, with a problem, if there is none. */
    Optional<Found> selected(String selection, Problems problems) {
        if (!Shape.isWellFormed(selection)) {
            problems.error(at("manifest"), "the name of a manifest may not hold a NUL character or half of a surrogate"
                    + " pair");
            return Optional.empty();
        }
        return isName(selection) ? named(selection, problems) : placed(selection, problems);
    }

    /** Its own name: what it is called where it does not say so itself. */
    static String nameOf(String selection) {
        String last = selection.substring(selection.lastIndexOf('/') + 1);
        return last.endsWith(SUFFIX) ? last.substring(0, last.length() - SUFFIX.length()) : last;
    }

    /** Every file that has a say with a selection, or would have one if it existed. */
    List<Path> places(@Nullable String selection) {
        Stream<Path> selected = selection == null || !Shape.isWellFormed(selection) ? Stream.empty()
                : isName(selection)
                        ? Stream.of(inWorkspace(selection), configFolder.resolve("pods").resolve(selection + SUFFIX))
                : path(selection).stream();
        return Stream.concat(Stream.of(configFolder.resolve(OF_PERSON), workspaceLayer()), selected).toList();
    }

    private Path workspaceLayer() {
        return workspaceFolder.resolve(".podd").resolve("pod.toml");
    }

    private Path inWorkspace(String name) {
        return workspaceFolder.resolve(".podd").resolve("pods").resolve(name + SUFFIX);
    }

    private static boolean isName(String selection) {
        return !selection.contains("/") && !selection.contains("\\") && !selection.contains(":")
                && !selection.endsWith(SUFFIX);
    }

    private Optional<Found> named(String name, Problems problems) {
        Path ours = inWorkspace(name);
        if (isTrusted && Files.exists(ours)) {
            return read(ours, workspaceFolder, problems);
        }
        Path persons = configFolder.resolve("pods").resolve(name + SUFFIX);
        if (Files.exists(persons)) {
            return read(persons, configFolder, problems);
        }
        if (SHIPPED.contains(name)) {
            return Optional.of(new Found(name + SUFFIX, null, workspaceFolder, shipped(name)));
        }
        String unread = Files.exists(ours) ? "; " + ours + " is not read, since its workspace is not trusted" : "";
        problems.error(at(name), "there is no manifest named " + name + "; there are "
                + String.join(", ", names()) + unread);
        return Optional.empty();
    }

    private Optional<Found> placed(String selection, Problems problems) {
        Optional<Path> path = path(selection);
        if (path.isEmpty() || !Files.exists(path.get())) {
            problems.error(at(selection), "there is no manifest " + selection);
            return Optional.empty();
        }
        Path parent = Optional.ofNullable(path.get().getParent()).orElse(workspaceFolder);
        boolean isOurs = path.get().startsWith(workspaceFolder.resolve(".podd"));
        return read(path.get(), isOurs ? workspaceFolder : parent, problems);
    }

    private Optional<Path> path(String selection) {
        try {
            Path path = selection.startsWith("file:") ? Path.of(URI.create(selection)) : Path.of(selection);
            return Optional.of(workspaceFolder.resolve(path).normalize());
        } catch (IllegalArgumentException noPath) {
            return Optional.empty();
        }
    }

    static Optional<Found> read(Path file, Path folder, Problems problems) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Found(file.toString(), file, folder,
                    BoundedFile.text(file, BoundedFile.MANIFEST_LIMIT)));
        } catch (IOException e) {
            problems.error(at(file.toString()), "the file " + e.getMessage());
        }
        return Optional.empty();
    }

    private static Node.Origin at(String source) {
        return new Node.Origin(source, Place.START);
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>(SHIPPED);
        addNames(names, configFolder.resolve("pods"));
        if (isTrusted) {
            addNames(names, workspaceFolder.resolve(".podd").resolve("pods"));
        }
        return names;
    }

    /** All that can be selected by name, as far as they can be read. */
    List<Found> all() {
        Problems passedOver = new Problems();
        return names().stream().flatMap(name -> named(name, passedOver).stream()).toList();
    }

    private static void addNames(Set<String> names, Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> String.valueOf(file.getFileName())).filter(file -> file.endsWith(SUFFIX))
                    .map(ManifestFiles::nameOf).forEach(names::add);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    /** The text of a manifest that ships. */
    static String shipped(String name) {
        try (InputStream in = ManifestFiles.class.getResourceAsStream("/manifests/" + name + SUFFIX)) {
            if (in == null) {
                throw new IllegalStateException("the shipped manifest " + name + " is not in this program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
