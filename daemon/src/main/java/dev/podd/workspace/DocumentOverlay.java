package dev.podd.workspace;

import dev.podd.scope.Permission;
import dev.podd.scope.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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

    /** @param real the real path of a file, there or not */
    Optional<OpenDocument> find(Path real) {
        return documents.all().stream().filter(each -> real(each).filter(real::equals).isPresent()).findFirst();
    }

    private Optional<Path> real(OpenDocument document) {
        return scope.get().realPath(document.file());
    }

    /** The documents that show files below a folder which may be read and which git does not ignore, by real path. */
    Map<Path, OpenDocument> below(Path folder) {
        Map<Path, OpenDocument> below = new LinkedHashMap<>();
        for (OpenDocument each : documents.all()) {
            real(each).filter(real -> real.startsWith(folder) && !real.equals(folder) && isShown(folder, real))
                    .ifPresent(real -> below.putIfAbsent(real, each));
        }
        return below;
    }

    private boolean isShown(Path folder, Path real) {
        Scope now = scope.get();
        if (now.permissionOfReal(real).filter(held -> held.compareTo(Permission.READ) >= 0).isEmpty()) {
            return false;
        }
        IgnoreRules rules = RulesAbove.of(real, now);
        for (Path each = real; each != null && !each.equals(folder); each = each.getParent()) {
            String name = String.valueOf(each.getFileName());
            if (name.equals(".git") || rules.ignores(each.toString(), name, !each.equals(real))) {
                return false;
            }
        }
        return true;
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
