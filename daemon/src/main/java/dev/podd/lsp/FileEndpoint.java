package dev.podd.lsp;

import dev.podd.buffer.Document;
import dev.podd.jsonrpc.Reply;
import dev.podd.lsp.wire.FileTypes.FileFindParams;
import dev.podd.lsp.wire.FileTypes.FileFindResult;
import dev.podd.lsp.wire.FileTypes.WireFoundFile;
import dev.podd.pod.Pods;
import dev.podd.workspace.FileFinder;
import dev.podd.workspace.FileUris;
import dev.podd.workspace.WorkspaceException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@code file/…}: files of a workspace folder, by name. */
final class FileEndpoint {
    private static final int USUAL = 50;
    private static final int MOST = 1000;

    private final Editor editor;
    private final Supplier<Pods> pods;

    FileEndpoint(Editor editor, Supplier<Pods> pods) {
        this.editor = editor;
        this.pods = pods;
    }

    Reply<FileFindResult> find(FileFindParams params) throws InterruptedException {
        int limit = Math.min(MOST, FromWire.count("limit", params.limit(), 1, USUAL));
        Path folder = editor.folder(params.workspaceFolder());
        Map<Path, String> open = open();
        try {
            List<FileFinder.Found> found = pods.get().findFiles(folder, params.query(), limit,
                    List.copyOf(open.keySet()));
            return Reply.now(new FileFindResult(found.stream().map(file -> toWire(file, open)).toList()));
        } catch (WorkspaceException noFolder) {
            throw FromWire.invalid("workspaceFolder: " + noFolder.getMessage());
        }
    }

    /** URIs of the open documents by the file that each shows, the one that changed last first. */
    private Map<Path, String> open() {
        Map<Path, String> open = new LinkedHashMap<>();
        editor.documents().all().stream().map(buffer -> buffer.document()).map(Document::uri)
                .forEach(uri -> FileUris.path(uri).ifPresent(path -> open.putIfAbsent(path, uri)));
        return open;
    }

    private static WireFoundFile toWire(FileFinder.Found found, Map<Path, String> open) {
        Path named = found.openAs();
        return new WireFoundFile(named == null ? FileUris.file(found.file()) : open.getOrDefault(named,
                FileUris.file(named)), found.path(), named != null);
    }
}
