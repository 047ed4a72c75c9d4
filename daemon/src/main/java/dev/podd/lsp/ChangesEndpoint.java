package dev.podd.lsp;

import dev.podd.change.Decided;
import dev.podd.change.Selection;
import dev.podd.jsonrpc.Reply;
import dev.podd.lsp.wire.ChangeTypes.Changed;
import dev.podd.lsp.wire.ChangeTypes.ChangesDecideParams;
import dev.podd.lsp.wire.ChangeTypes.ChangesDecideResult;
import dev.podd.lsp.wire.ChangeTypes.ChangesListParams;
import dev.podd.lsp.wire.ChangeTypes.ChangesListResult;
import dev.podd.pod.Pods;
import dev.podd.pod.Reviews;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code changes/…}: what agents changed and the person has not decided about. */
final class ChangesEndpoint {
    private final Supplier<Pods> pods;
    private final ChangesToWire toWire;

    ChangesEndpoint(Editor editor, Supplier<Pods> pods) {
        this.pods = pods;
        this.toWire = new ChangesToWire(editor.documents(), pods);
    }

    Reply<ChangesListResult> list(ChangesListParams params) throws InterruptedException {
        List<Selection> parts = new ArrayList<>();
        if (params.workspaceFolder() != null) {
            parts.add(new Selection.Below(real("workspaceFolder", params.workspaceFolder())));
        }
        if (params.uri() != null) {
            parts.add(new Selection.OfFile(real("uri", params.uri())));
        }
        if (params.pod() != null) {
            parts.add(ofPod(params.pod(), params.turn()));
        } else {
            refuseTurn(params.turn());
        }
        List<Changed> files = pods.get().reviews().list(new Selection.All(parts)).stream()
                .map(file -> toWire.changed(file)).toList();
        return Reply.now(new ChangesListResult(files));
    }

    Reply<ChangesDecideResult> keep(ChangesDecideParams params) {
        return decide(params, (reviews, wanted) -> reviews.keep(wanted));
    }

    Reply<ChangesDecideResult> undo(ChangesDecideParams params) {
        return decide(params, (reviews, wanted) -> reviews.undo(wanted));
    }

    @FunctionalInterface
    private interface Decision {
        Decided make(Reviews reviews, Selection wanted) throws InterruptedException;
    }

    private Reply<ChangesDecideResult> decide(ChangesDecideParams params, Decision decision) {
        Selection wanted = selection(params);
        return Reply.later(() -> ChangesToWire.decided(decision.make(pods.get().reviews(), wanted)));
    }

    private Selection selection(ChangesDecideParams params) {
        long given = Stream.of(params.hunks(), params.uri(), params.pod(), params.inline()).filter(Objects::nonNull)
                .count();
        if (given != 1) {
            throw FromWire.invalid("one of hunks, uri, pod and inline is due, found " + (given == 0 ? "none"
                    : "more than one"));
        }
        if (params.pod() != null) {
            return ofPod(params.pod(), params.turn());
        }
        refuseTurn(params.turn());
        if (params.hunks() != null) {
            return new Selection.Hunks(new HashSet<>(params.hunks()));
        }
        return params.inline() != null ? new Selection.OfInline(params.inline())
                : new Selection.OfFile(real("uri", Objects.requireNonNull(params.uri())));
    }

    private Selection ofPod(String pod, @Nullable Integer turn) {
        if (turn != null && turn < 1) {
            throw FromWire.invalid("turn: a number from 1 is due, found " + turn);
        }
        return new Selection.OfSession(pods.get().pod(pod).session(), turn);
    }

    private static void refuseTurn(@Nullable Integer turn) {
        if (turn != null) {
            throw FromWire.invalid("turn: a turn of a Pod is due, and pod is missing");
        }
    }

    private Path real(String field, String uri) {
        return toWire.real(FromWire.path(field, uri));
    }
}
