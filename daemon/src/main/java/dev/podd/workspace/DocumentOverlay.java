package dev.podd.workspace;

import dev.podd.scope.RealPaths;
import dev.podd.scope.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts the text of open documents in the place of what is on the disk. */
final class DocumentOverlay {
    /** Of a larger file on the disk the encoding is not looked at. */
    private static final long MAX_DECODED = 8 << 20;

    private final OpenDocuments documents;
    private final Supplier<Scope> scope;
    private final RealPaths realPaths = new RealPaths();

    DocumentOverlay(OpenDocuments documents, Supplier<Scope> scope) {
        this.documents = documents;
        this.scope = scope;
    }

    /**
     * The document that counts for a file.
     *
     * @param real the real path of a file, there or not
     * @throws WorkspaceException the file is open, but its text there is not known
     */
    Optional<OpenDocument> find(Path real) {
        List<OpenDocument> all = documents.all();
        List<Path> unknown = documents.unknown();
        Map<Path, Path> reals = realPaths.of(Stream.concat(all.stream().map(OpenDocument::file), unknown.stream())
                .filter(file -> !file.equals(real)).toList());
        List<OpenDocument> showing = all.stream().filter(each -> isOf(each.file(), real, reals)).toList();
        if (!showing.isEmpty()) {
            OpenDocument first = showing.getFirst();
            if (showing.stream().skip(1).anyMatch(other -> !other.text().equals(first.text()))) {
                documents.differs(real);
            }
            return Optional.of(first).filter(found -> counts(found, real));
        }
        if (unknown.stream().anyMatch(file -> isOf(file, real, reals))) {
            throw new WorkspaceException(real.getFileName() + " is open in an editor, and its text there is not known:"
                    + " its changes came out of order, or too much is open. It must be closed and opened there again");
        }
        return documents.lookup(real, () -> Optional.ofNullable(onDisk(real)).flatMap(TextFile::of)
                .map(TextFile::text));
    }

    private static boolean isOf(Path file, Path real, Map<Path, Path> reals) {
        return file.equals(real) || real.equals(reals.get(file));
    }

    /** Those whose real paths are known, the first that shows each. */
    private Map<Path, OpenDocument> byRealPath() {
        List<OpenDocument> all = documents.all();
        Map<Path, Path> reals = realPaths.of(all.stream().map(OpenDocument::file).toList());
        Map<Path, OpenDocument> found = new LinkedHashMap<>();
        for (OpenDocument each : all) {
            Path real = reals.get(each.file());
            if (real != null) {
                found.putIfAbsent(real, each);
            }
        }
        return found;
    }

    /** What is a folder by now is none; a document without changes gives way to a file that was written since. */
    private static boolean counts(OpenDocument document, Path real) {
        try {
            BasicFileAttributes file = Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return file.isRegularFile() && (document.counts(file.lastModifiedTime().toInstant())
                    || isSaved(document, onDisk(real)));
        } catch (IOException notThere) {
            return true;
        }
    }

    private static boolean isSaved(OpenDocument document, byte @Nullable [] onDisk) {
        return onDisk != null && Arrays.equals(onDisk, encoded(document.text(), onDisk));
    }

    /** The documents that count for files below a folder which a walk would visit, by real path. */
    Map<Path, OpenDocument> below(Path folder) {
        Map<Path, OpenDocument> below = byRealPath();
        if (below.isEmpty()) {
            return below;
        }
        VisibleFolders visible = new VisibleFolders(folder, scope.get());
        below.keySet().removeIf(real -> !real.startsWith(folder) || real.equals(folder) || !visible.show(real));
        below.entrySet().removeIf(each -> !counts(each.getValue(), each.getKey()));
        return below;
    }

    /** The files, by their real paths, that documents would change if they were saved, with what they would hold. */
    Map<Path, byte[]> unsaved() {
        Map<Path, byte[]> unsaved = new LinkedHashMap<>();
        byRealPath().forEach((real, each) -> {
            byte[] onDisk = onDisk(real);
            if (onDisk != null && counts(each, real) && !isSaved(each, onDisk)) {
                unsaved.put(real, encoded(each.text(), onDisk));
            }
        });
        return unsaved;
    }

    /** The files, by their real paths, that are open and whose text is not known. */
    List<Path> unknown() {
        return List.copyOf(realPaths.of(documents.unknown()).values());
    }

    /** The bytes of the file if the document was saved as the editor has it: in the encoding that the file has now. */
    static byte[] bytes(OpenDocument document, Path real) {
        return encoded(document.text(), onDisk(real));
    }

    private static byte[] encoded(String text, byte @Nullable [] onDisk) {
        TextEncoding encoding = Optional.ofNullable(onDisk).flatMap(TextFile::of).map(TextFile::encoding)
                .orElse(TextEncoding.UTF_8_PLAIN);
        try {
            return encoding.encode(text);
        } catch (WorkspaceException lacksCharacter) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    private static byte @Nullable [] onDisk(Path real) {
        try {
            return Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS) && Files.size(real) <= MAX_DECODED
                    ? Files.readAllBytes(real) : null;
        } catch (IOException e) {
            return null; // it will be written anew
        }
    }

    /** A file with what the editor has. */
    private static FoundFile found(OpenDocument document, Path real, Path start) {
        return FoundFile.unsaved(real, start.relativize(real).toString(), bytes(document, real));
    }

    /** The files of {@link #below}, with what editors have. */
    List<FoundFile> foundBelow(Path folder) {
        return below(folder).entrySet().stream().map(each -> found(each.getValue(), each.getKey(), folder)).toList();
    }

    /** A file that is open, with what the editor has. */
    Optional<FoundFile> found(Path real) {
        return find(real).map(document -> found(document, real, real));
    }

    /**
     * A visitor that gets the text of documents in the place of the files of a walk; {@link Overlaid#rest} brings those
     * that are in no file yet.
     */
    Overlaid over(Path start, Workspace.Visitor visitor) {
        return new Overlaid(start, below(start), visitor);
    }

    /** One walk. */
    static final class Overlaid implements Workspace.Visitor {
        private final Path start;
        private final Map<Path, OpenDocument> below;
        private final Workspace.Visitor visitor;

        private Overlaid(Path start, Map<Path, OpenDocument> below, Workspace.Visitor visitor) {
            this.start = start;
            this.below = below;
            this.visitor = visitor;
        }

        @Override
        public void visit(FoundFile file) throws IOException {
            Path real = start.resolve(file.path());
            OpenDocument document = below.get(real);
            visitor.visit(document == null ? file : file.with(bytes(document, real)));
        }

        boolean isEmpty() {
            return below.isEmpty();
        }

        void rest(Unreadable unreadable) {
            below.forEach((real, document) -> {
                if (Files.notExists(real, LinkOption.NOFOLLOW_LINKS)) {
                    FoundFile file = found(document, real, start);
                    try {
                        visitor.visit(file);
                    } catch (IOException e) {
                        unreadable.add(file.path());
                    }
                }
            });
        }
    }
}
