package dev.podd.lsp;

import dev.podd.buffer.Buffer;
import dev.podd.buffer.Document;
import dev.podd.buffer.Text;
import dev.podd.change.Decided;
import dev.podd.change.FileHunks;
import dev.podd.log.Hunk;
import dev.podd.lsp.wire.ChangeTypes.ChangeConflict;
import dev.podd.lsp.wire.ChangeTypes.Changed;
import dev.podd.lsp.wire.ChangeTypes.ChangesDecideResult;
import dev.podd.lsp.wire.ChangeTypes.HunkState;
import dev.podd.lsp.wire.ChangeTypes.WireHunk;
import dev.podd.lsp.wire.Lsp;
import dev.podd.pod.Pod;
import dev.podd.pod.Pods;
import dev.podd.scope.RealPaths;
import dev.podd.workspace.FileUris;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Hunks as one editor is told of them. */
final class ChangesToWire {
    private final Documents documents;
    private final Supplier<Pods> pods;
    private final RealPaths realPaths = new RealPaths();

    ChangesToWire(Documents documents, Supplier<Pods> pods) {
        this.documents = documents;
        this.pods = pods;
    }

    Changed changed(FileHunks file) {
        Optional<Document> open = open(file.file());
        Text text = Text.of(file.text());
        boolean isSame = !file.hunks().isEmpty()
                && open.filter(document -> lines(document).equals(file.text())).isPresent();
        return new Changed(open.map(Document::uri).orElseGet(() -> FileUris.file(file.file())),
                isSame ? open.get().version() : null, BaseTexts.uri(file),
                file.hunks().stream().map(hunk -> hunk(file, hunk, text)).toList());
    }

    private static String lines(Document document) {
        return document.text().toString().replace("\r\n", "\n");
    }

    /** The document that shows a file, by whatever path. */
    Optional<Document> open(Path file) {
        Map<Path, Document> byPath = new LinkedHashMap<>();
        documents.all().stream().map(Buffer::document).forEach(
                document -> FileUris.path(document.uri()).ifPresent(path -> byPath.putIfAbsent(path, document)));
        Map<Path, Path> reals = realPaths.of(byPath.keySet());
        return byPath.entrySet().stream().filter(each -> file.equals(reals.get(each.getKey())))
                .map(Map.Entry::getValue).findFirst();
    }

    /** Where a file lies that an editor names; as it is named where that cannot be found out. */
    Path real(Path named) {
        return realPaths.of(List.of(named)).getOrDefault(named, named);
    }

    private WireHunk hunk(FileHunks file, Hunk hunk, Text text) {
        return new WireHunk(hunk.hunk(), range(hunk, text), file.oldText(hunk), file.newText(hunk), HunkState.PENDING,
                hunk.mended() ? true : null, pod(hunk), hunk.session(),
                hunk.turn() == 0 ? null : hunk.turn(), hunk.inline());
    }

    /** The Pod that has the session open now, else the one that had it then. */
    private String pod(Hunk hunk) {
        return pods.get().all().stream().filter(pod -> pod.session().equals(hunk.session())).findFirst().map(Pod::id)
                .orElse(hunk.pod());
    }

    /** Whole lines; at the end of a text without a last line end, up to the end of its last line. */
    private Lsp.Range range(Hunk hunk, Text text) {
        return new Lsp.Range(place(hunk.from(), text), place(hunk.to(), text));
    }

    private Lsp.Position place(int line, Text text) {
        Lsp.Position end = documents.range(text, text.length(), text.length()).end();
        return line <= end.line() ? new Lsp.Position(line, 0) : end;
    }

    static ChangesDecideResult decided(Decided decided) {
        return new ChangesDecideResult(decided.kept(), decided.undone(), decided.conflicts().stream()
                .map(conflict -> new ChangeConflict(conflict.hunk(), conflict.reason())).toList());
    }
}
