package dev.podd.lsp;

import dev.podd.item.Item;
import dev.podd.jsonrpc.JsonText;
import dev.podd.jsonrpc.Reply;
import dev.podd.jsonrpc.RpcException;
import dev.podd.lsp.wire.ConnectionTypes.Empty;
import dev.podd.lsp.wire.DaemonTypes.OpenedParams;
import dev.podd.lsp.wire.DaemonTypes.ReopenParams;
import dev.podd.lsp.wire.ItemTypes.ItemReadParams;
import dev.podd.lsp.wire.ItemTypes.WireItem;
import dev.podd.lsp.wire.Lsp.NoParams;
import dev.podd.lsp.wire.PodTypes.PodCompactParams;
import dev.podd.lsp.wire.PodTypes.PodCompactResult;
import dev.podd.lsp.wire.PodTypes.PodConfigureParams;
import dev.podd.lsp.wire.PodTypes.PodOpenParams;
import dev.podd.lsp.wire.PodTypes.PodParams;
import dev.podd.lsp.wire.PodTypes.PodScopeParams;
import dev.podd.lsp.wire.PodTypes.PodStatus;
import dev.podd.lsp.wire.PodTypes.PodTrustParams;
import dev.podd.lsp.wire.PodTypes.WirePod;
import dev.podd.lsp.wire.PodTypes.WireScope;
import dev.podd.lsp.wire.TurnTypes.PodQueueParams;
import dev.podd.lsp.wire.TurnTypes.PodQueueResult;
import dev.podd.lsp.wire.TurnTypes.PodRunParams;
import dev.podd.lsp.wire.TurnTypes.WireTurn;
import dev.podd.pod.Compacted;
import dev.podd.pod.OpenRequest;
import dev.podd.pod.Opened;
import dev.podd.pod.Pod;
import dev.podd.pod.PodException;
import dev.podd.pod.Pods;
import dev.podd.pod.RunningTurn;
import dev.podd.pod.TurnResult;
import dev.podd.scope.ScopeException;
import dev.podd.scope.ScopeRule;
import dev.podd.workspace.FileUris;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code pod/…}: Pods and their turns. */
final class PodEndpoint {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** The largest that every JSON reader takes as it is. */
    private static final long MAX_SEQ = 1L << 53;

    private final Editor editor;
    private final Supplier<Pods> pods;
    private final AtomicBoolean isListening = new AtomicBoolean();
    private final Preparations preparations = new Preparations();

    PodEndpoint(Editor editor, Supplier<Pods> pods) {
        this.editor = editor;
        this.pods = pods;
    }

    /** The events and the open questions that the editor is to get follow right after the answer. */
    Reply<WirePod> open(PodOpenParams params) throws InterruptedException {
        int limit = FromWire.count("itemsLimit", params.itemsLimit(), 0, Integer.MAX_VALUE);
        if (params.afterSeq() != null && params.afterSeq() < 0) {
            throw FromWire.invalid("afterSeq: a number from 0 is due, found " + params.afterSeq());
        }
        Opened opened = pods.get().openOrJoin(request(params, params.session()));
        Pod pod = opened.pod();
        if (opened.isNew()) {
            editor.watching().attach(pod); // its first question may come before the rest of this
        }
        long from = from(params, opened);
        WirePod answer = params.session() == null ? ToWire.pod(pod.snapshot())
                : editor.toWire().pod(pod.snapshot(), limit);
        return Reply.now(answer).then(() -> {
            tellRequest(pod.id());
            if (params.afterSeq() == null) {
                editor.watching().goOn(pod, from);
            } else {
                editor.watching().watch(pod, from);
            }
            if (!opened.isNew()) {
                editor.watching().attach(pod);
            }
        }).orElse(() -> {
            if (opened.isNew()) { // the editor will never know its id, but another may have joined it
                editor.watching().leave(pod);
                pods.get().closeUnwatched(pod, Duration.ZERO);
            }
        });
    }

    /** A Pod that was not open before has numbered no event that the editor could know, whatever it asks for. */
    private static long from(PodOpenParams params, Opened opened) {
        if (opened.isNew()) {
            return 0;
        }
        long last = opened.pod().lastEvent();
        Long after = params.afterSeq();
        return after == null ? last : after > last ? 0 : after;
    }

    /** What the editor missed follows right after the answer. */
    Reply<WirePod> reopen(ReopenParams params) throws InterruptedException {
        if (!ID.matcher(params.pod()).matches()) {
            throw FromWire.invalid("pod: an id is due, found " + FromWire.shown(params.pod()));
        }
        if (params.lastSeq() < 0 || params.lastSeq() > MAX_SEQ) {
            throw FromWire.invalid("lastSeq: a number from 0 to " + MAX_SEQ + " is due, found " + params.lastSeq());
        }
        Pod pod = pods.get().reopen(request(params.open(), params.session()), params.pod(), params.lastSeq(),
                params.turnOpen());
        return Reply.now(ToWire.pod(pod.snapshot())).then(() -> {
            tellRequest(pod.id());
            editor.watching().watch(pod, params.lastSeq());
            editor.watching().attach(pod);
        });
    }

    /** So that a relay can open the Pod again, whoever opened it and has changed it since. */
    private void tellRequest(String pod) {
        if (editor.isRelayed()) {
            if (isListening.compareAndSet(false, true)) {
                editor.whenOver(pods.get().whenConfigured(this::tellChange)::close);
            }
            OpenRequest request = pods.get().request(pod);
            editor.tell("$/opened", new OpenedParams(pod, new PodOpenParams(
                    FileUris.folder(request.workspaceFolder()), request.manifest(),
                    request.overlay() == null ? null : new JsonText(request.overlay()), null, null, null)));
        }
    }

    private void tellChange(String id) {
        try {
            if (editor.watching().isWatching(pod(id))) {
                tellRequest(id);
            }
        } catch (PodException.PodNotFound closedMeanwhile) {
            // there is nothing to open again
        }
    }

    private OpenRequest request(PodOpenParams params, @Nullable String session) throws InterruptedException {
        Path folder = editor.folder(params.workspaceFolder());
        return new OpenRequest(folder, params.manifest(), FromWire.overlay(params.overlay()), session,
                editor.trusts(folder), editor.client());
    }

    Empty trust(PodTrustParams params) {
        editor.trust(FromWire.path("workspaceFolder", params.workspaceFolder()), params.trusted());
        return new Empty();
    }

    Reply<WireTurn> run(PodRunParams params) throws InterruptedException {
        Pod pod = pod(params.pod());
        Optional<Item.Message> input = preparations.prepared(params.pod(), () -> message(pod, params));
        if (input.isEmpty()) {
            return Reply.now(ToWire.turn(TurnResult.cancelledIn(pod.session())));
        }
        RunningTurn turn = pod.begin(input.get(), editor.window());
        return Reply.later(() -> ToWire.turn(turn.await())).cancelledBy(turn::cancel);
    }

    Reply<Empty> steer(PodRunParams params) throws InterruptedException {
        Pod pod = pod(params.pod());
        pod.requireRunning();
        Item.Message input = preparations.prepared(params.pod(), () -> message(pod, params))
                .orElseThrow(() -> new RpcException(RpcException.REQUEST_CANCELLED,
                        "pod/steer was given up: the turn is being cancelled"));
        var _ = pod.steer(input);
        return Reply.now(new Empty());
    }

    private Item.Message message(Pod pod, PodRunParams params) throws InterruptedException {
        return pod.message(editor.fromWire().parts(params.input()), editor.documents().encoding());
    }

    /** What this Pod is to hear next need not be prepared any further. On the reader; returns at once. */
    Runnable giveUp(PodParams params) {
        return preparations.giveUp(params.pod());
    }

    /** With {@code clear} what was taken back. */
    PodQueueResult queue(PodQueueParams params) {
        Pod pod = pod(params.pod());
        return editor.toWire().queue(Boolean.TRUE.equals(params.clear()) ? pod.takeBack(any -> true) : pod.queued());
    }

    Reply<WireTurn> resume(PodParams params) {
        RunningTurn turn = pod(params.pod()).beginAgain(editor.window());
        return Reply.later(() -> ToWire.turn(turn.await())).cancelledBy(turn::cancel);
    }

    Empty cancel(PodParams params) {
        pod(params.pod()).cancel();
        return new Empty();
    }

    /** Answered when the shorter history is the active one. */
    Reply<PodCompactResult> compact(PodCompactParams params) {
        Pod pod = pod(params.pod());
        Integer turns = params.retainedTurns();
        FromWire.count("retainedTurns", turns, 1, 1);
        return Reply.later(() -> {
            Compacted done = pod.compact(turns);
            return new PodCompactResult(done.segment(), done.before(), done.after());
        });
    }

    WireScope scope(PodScopeParams params) {
        List<ScopeRule> allow = FromWire.rules("allow", params.allow());
        List<ScopeRule> deny = FromWire.rules("deny", params.deny());
        try {
            return ToWire.scope(pod(params.pod()).changeScope(allow, deny));
        } catch (ScopeException invalid) {
            boolean isAllow = allow.stream().anyMatch(rule -> Objects.equals(invalid.path(), rule.target())
                    || Objects.equals(invalid.path(), rule.name()));
            throw FromWire.invalid((isAllow ? "allow: " : "deny: ") + invalid.getMessage());
        }
    }

    WirePod configure(PodConfigureParams params) {
        return ToWire.pod(pods.get().configure(params.pod(), FromWire.overlay(params.overlay())).snapshot());
    }

    PodStatus status(PodParams params) {
        return ToWire.status(pod(params.pod()).snapshot());
    }

    List<WirePod> list(NoParams none) {
        return pods.get().all().stream().map(pod -> ToWire.pod(pod.snapshot())).toList();
    }

    WireItem item(ItemReadParams params) {
        Pod pod = pod(params.pod());
        return pod.item(params.item()).map(item -> editor.toWire().item(item, pod.snapshot()))
                .orElseThrow(() -> FromWire.invalid("item: Pod " + FromWire.shown(params.pod()) + " has no item \""
                        + FromWire.shown(params.item()) + "\" in its conversation as it is now"));
    }

    /** Answered when the running turn, if there is one, has ended. */
    Reply<Empty> close(PodParams params) {
        Pod pod = pod(params.pod());
        return Reply.later(() -> {
            pod.close();
            return new Empty();
        });
    }

    private Pod pod(String id) {
        return pods.get().pod(id);
    }
}
