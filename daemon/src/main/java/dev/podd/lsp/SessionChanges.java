package dev.podd.lsp;

import dev.podd.jsonrpc.Reply;
import dev.podd.lsp.wire.ConnectionTypes.Empty;
import dev.podd.lsp.wire.SessionTypes.SessionArchiveParams;
import dev.podd.lsp.wire.SessionTypes.SessionForkParams;
import dev.podd.lsp.wire.SessionTypes.SessionImportParams;
import dev.podd.lsp.wire.SessionTypes.SessionParams;
import dev.podd.lsp.wire.SessionTypes.SessionRenameParams;
import dev.podd.lsp.wire.SessionTypes.SessionResult;
import dev.podd.lsp.wire.SessionTypes.SessionRewindParams;
import dev.podd.lsp.wire.SessionTypes.SessionRewindResult;
import dev.podd.pod.Pods;
import dev.podd.pod.Rewound;
import dev.podd.pod.RunningRewind;
import dev.podd.workspace.FileUris;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** {@code session/…}: what is made of conversations, and of what is kept about them. */
final class SessionChanges {
    private final Editor editor;
    private final Supplier<Pods> pods;

    SessionChanges(Editor editor, Supplier<Pods> pods) {
        this.editor = editor;
        this.pods = pods;
    }

    SessionResult fork(SessionForkParams params) {
        return new SessionResult(pods.get().fork(params.session(), params.at()));
    }

    /** Accepted when the Pod is busy with it; a cancel ends it, the end of the connection does not. */
    Reply<SessionRewindResult> rewind(SessionRewindParams params) {
        boolean files = Boolean.TRUE.equals(params.files());
        RunningRewind rewind = Boolean.TRUE.equals(params.preview())
                ? pods.get().previewRewind(params.pod(), params.to(), files)
                : pods.get().rewind(params.pod(), params.to(), files);
        return Reply.<SessionRewindResult>later(() -> result(rewind.await())).cancelledBy(rewind::cancel);
    }

    private static SessionRewindResult result(Rewound rewound) {
        return new SessionRewindResult(rewound.session(), paths(rewound.restored()), paths(rewound.kept()));
    }

    private static List<String> paths(List<Path> files) {
        return files.stream().map(Path::toString).toList();
    }

    Empty rename(SessionRenameParams params) {
        String title = params.title().strip();
        if (title.isEmpty() || title.lines().count() > 1) {
            throw FromWire.invalid("title: one line of words is due, found \"" + params.title() + "\"");
        }
        pods.get().rename(params.session(), title);
        return new Empty();
    }

    Empty archive(SessionArchiveParams params) {
        pods.get().sessions().archive(params.session(), !Boolean.FALSE.equals(params.archived()));
        return new Empty();
    }

    Empty delete(SessionParams params) {
        pods.get().delete(params.session());
        return new Empty();
    }

    /** A session whose lines name no folder belongs to the first that is open in the editor. */
    SessionResult add(SessionImportParams params) {
        String folder = editor.firstFolder().map(FileUris::folder).orElse("");
        return new SessionResult(pods.get().add(new StringReader(params.text()), folder));
    }
}
