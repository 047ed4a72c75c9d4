package dev.podd.workspace;

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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Puts the text of open documents in the place of what is on the disk. */
final class DocumentOverlay {
    /** Of a larger file on the disk the encoding is not looked at. */
    private static final long MAX_DECODED = 8 << 20;

    private final OpenDocuments documents;
    private final Supplier<Scope> scope;

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
        for (OpenDocument each : documents.all()) {
            if (isOf(each.file(), real)) {
                return Optional.of(each).filter(found -> counts(found, real));
            }
        }
        if (documents.unknown().stream().anyMatch(file -> isOf(file, real))) {
            throw new WorkspaceException(real.getFileName() + " is open in an editor, and its text there is not known:"
                    + " its changes came out of order, or too much is open. It must be closed and opened there again");
        }
        return Optional.empty();
    }

    private boolean isOf(Path file, Path real) {
        return file.equals(real) || scope.get().realPath(file).filter(real::equals).isPresent();
    }

    /** What is a folder by now is none; a document without changes gives way to a file that was written since. */
    private static boolean counts(OpenDocument document, Path real) {
        try {
            BasicFileAttributes file = Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return file.isRegularFile() && (document.counts(file.lastModifiedTime().toInstant())
                    || file.size() <= MAX_DECODED && Arrays.equals(Files.readAllBytes(real), bytes(document, real)));
        } catch (IOException notThere) {
            return true;
        }
    }

    /** The documents that count for files below a folder which a walk would visit, by real path. */
    Map<Path, OpenDocument> below(Path folder) {
        Map<Path, OpenDocument> below = new LinkedHashMap<>();
        List<OpenDocument> all = documents.all();
        if (all.isEmpty()) {
            return below;
        }
        VisibleFolders visible = new VisibleFolders(folder, scope.get());
        for (OpenDocument each : all) {
            scope.get().realPath(each.file())
                    .filter(real -> real.startsWith(folder) && !real.equals(folder) && visible.show(real))
                    .ifPresent(real -> below.putIfAbsent(real, each));
        }
        below.entrySet().removeIf(each -> !counts(each.getValue(), each.getKey()));
        return below;
    }

    /** The bytes of the file if the document was saved as the editor has it: in the encoding that the file has now. */
    static byte[] bytes(OpenDocument document, Path real) {
        String text = document.text();
        try {
            return encodingOf(real).encode(text);
        } catch (WorkspaceException lacksCharacter) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    private static TextEncoding encodingOf(Path real) {
        try {
            if (Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS) && Files.size(real) <= MAX_DECODED) {
                return TextFile.of(Files.readAllBytes(real)).map(TextFile::encoding).orElse(TextEncoding.UTF_8_PLAIN);
            }
        } catch (IOException e) {
            // then it will be written anew
        }
        return TextEncoding.UTF_8_PLAIN;
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
        private final Set<Path> visited = ConcurrentHashMap.newKeySet();

        private Overlaid(Path start, Map<Path, OpenDocument> below, Workspace.Visitor visitor) {
            this.start = start;
            this.below = below;
            this.visitor = visitor;
        }

        @Override
        public void visit(FoundFile file) throws IOException {
            Path real = start.resolve(file.path());
            OpenDocument document = below.get(real);
            if (document != null) {
                visited.add(real);
            }
            visitor.visit(document == null ? file : file.with(bytes(document, real)));
        }

        boolean isEmpty() {
            return below.isEmpty();
        }

        void rest(Unreadable unreadable) {
            below.forEach((real, document) -> {
                if (!visited.contains(real) && Files.notExists(real, LinkOption.NOFOLLOW_LINKS)) {
                    String path = start.relativize(real).toString();
                    try {
                        visitor.visit(FoundFile.unsaved(real, path, bytes(document, real)));
                    } catch (IOException e) {
                        unreadable.add(path);
                    }
                }
            });
        }
    }
}
