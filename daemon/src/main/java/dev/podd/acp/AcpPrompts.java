package dev.podd.acp;

import dev.podd.acp.wire.ContentBlock;
import dev.podd.acp.wire.SessionRequests.PromptRequest;
import dev.podd.acp.wire.SessionRequests.PromptResponse;
import dev.podd.acp.wire.SessionRequests.PromptStop;
import dev.podd.acp.wire.SessionRequests.SessionRequest;
import dev.podd.acp.wire.SessionUpdate;
import dev.podd.buffer.PositionEncoding;
import dev.podd.item.Item;
import dev.podd.item.Part;
import dev.podd.item.TurnError;
import dev.podd.jsonrpc.Reply;
import dev.podd.jsonrpc.RpcException;
import dev.podd.log.LogException;
import dev.podd.model.StopReason;
import dev.podd.pod.Compacted;
import dev.podd.pod.PodException;
import dev.podd.pod.Pods;
import dev.podd.pod.RunningTurn;
import dev.podd.pod.TurnResult;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code session/prompt} and its cancel: turns. */
final class AcpPrompts {
    /** What is written to have older history summarised. */
    static final String COMPACT = "/compact";

    private static final PromptResponse CANCELLED = new PromptResponse(PromptStop.CANCELLED);

    private final AcpClient client;
    private final AcpSessions sessions;
    private final Supplier<Pods> pods;
    /** Prompts that came and have not become turns yet; guarded by itself. */
    private final IdentityHashMap<PromptRequest, Arrival> arrivals = new IdentityHashMap<>();

    AcpPrompts(AcpClient client, AcpSessions sessions, Supplier<Pods> pods) {
        this.client = client;
        this.sessions = sessions;
        this.pods = pods;
    }

    /** On the reader, so that a cancel which comes later finds it. */
    Runnable arrived(PromptRequest params) {
        Arrival arrival = new Arrival();
        synchronized (arrivals) {
            arrivals.values().removeIf(Arrival::isOver);
            arrivals.put(params, arrival);
        }
        return arrival::isHandledHere;
    }

    /** Ends the turn that runs in a session, and the prompts that came before this and wait for it. On the reader. */
    void cancel(SessionRequest params) {
        cancelArrivals(params.sessionId());
        sessions.find(params.sessionId()).ifPresent(session -> session.pod().cancel());
    }

    /** What a session waits for is given up, for whoever closes it. On the reader. */
    Runnable giveUp(SessionRequest params) {
        cancelArrivals(params.sessionId());
        return () -> {};
    }

    private void cancelArrivals(String session) {
        synchronized (arrivals) {
            arrivals.forEach((prompt, arrival) -> {
                if (prompt.sessionId().equals(session)) {
                    arrival.cancel();
                }
            });
        }
    }

    /** What comes while a turn of this client's runs is said to that turn, and both are over when it is. */
    Reply<PromptResponse> prompt(PromptRequest params) throws InterruptedException {
        Arrival arrival;
        synchronized (arrivals) {
            arrival = Objects.requireNonNullElseGet(arrivals.get(params), Arrival::new);
        }
        try {
            Reply<PromptResponse> reply = begun(params, arrival);
            return new Reply<>(() -> {
                try {
                    return reply.result().await();
                } finally {
                    forget(params);
                }
            }, reply.behindEvents(), reply.sent(), reply.dropped(), reply.cancel());
        } catch (InterruptedException | RuntimeException | Error failed) {
            forget(params);
            throw failed;
        }
    }

    private void forget(PromptRequest params) {
        synchronized (arrivals) {
            arrivals.remove(params);
        }
    }

    private Reply<PromptResponse> begun(PromptRequest params, Arrival arrival) throws InterruptedException {
        OpenSession session = sessions.open(params.sessionId());
        if (isCompact(params.prompt())) {
            return Reply.later(() -> arrival.prepared(() -> compacted(session)).orElse(CANCELLED));
        }
        Optional<Item.Message> message = arrival.prepared(() -> message(session, params.prompt()));
        return message.isEmpty() ? Reply.later(() -> CANCELLED) : said(session, message.get(), arrival);
    }

    private static boolean isCompact(List<ContentBlock> prompt) {
        return prompt.size() == 1 && prompt.getFirst() instanceof ContentBlock.Text(String text)
                && text.strip().equals(COMPACT);
    }

    private PromptResponse compacted(OpenSession session) throws InterruptedException {
        Compacted done = session.pod().compact(null);
        client.tell(session.id(), new SessionUpdate.AgentMessageChunk(new ContentBlock.Text("Older history was"
                + " summarised: " + done.before() + " → " + done.after() + " tokens"), null));
        return new PromptResponse(PromptStop.END_TURN);
    }

    private Item.Message message(OpenSession session, List<ContentBlock> prompt) throws InterruptedException {
        askForTrust(session);
        List<Part> parts = PromptContent.parts(prompt, session.pod());
        return session.pod().message(parts, PositionEncoding.UTF_16);
    }

    /** Where nobody knows: the first prompt waits for the answer, since it decides what the Pod may do. */
    private void askForTrust(OpenSession session) throws InterruptedException {
        if (pods.get().trusted(session.folder()).isEmpty() && session.asksForTrust()) {
            Optional<Boolean> answer = session.person().trusts(session.folder());
            session.wasAskedForTrust();
            answer.ifPresent(trusted -> pods.get().trust(session.folder(), trusted));
        }
    }

    /** Again and again: the turn that runs may end before it hears it, and another begin. */
    private Reply<PromptResponse> said(OpenSession session, Item.Message message, Arrival arrival) {
        session.says(message.id());
        while (true) {
            try {
                RunningTurn turn = session.pod().begin(message, session.window());
                session.turn().set(turn);
                cancelIfCancelled(arrival, turn);
                return Reply.<PromptResponse>later(() -> ended(session, turn, message)).cancelledBy(turn::cancel);
            } catch (PodException.PodBusy busy) {
                RunningTurn running = session.turn().get();
                if (running == null) {
                    throw busy; // a turn of another window, or a rewind
                }
                Optional<Reply<PromptResponse>> steered = steered(session, message, running, arrival);
                if (steered.isPresent()) {
                    return steered.get();
                }
            }
        }
    }

    private static void cancelIfCancelled(Arrival arrival, RunningTurn turn) {
        if (arrival.isCancelled()) {
            turn.cancel();
        }
    }

    private Optional<Reply<PromptResponse>> steered(OpenSession session, Item.Message message, RunningTurn running,
            Arrival arrival) {
        try {
            var _ = session.pod().steer(message);
        } catch (PodException.NotRunning over) {
            session.turn().compareAndSet(running, null);
            return Optional.empty();
        }
        AtomicReference<Runnable> cancel = new AtomicReference<>(running::cancel);
        return Optional.of(Reply.<PromptResponse>later(() -> {
            running.await();
            boolean isUnheard = !session.pod().takeBack(each -> each.id().equals(message.id())).isEmpty();
            if (!isUnheard) {
                return ended(session, running, message);
            }
            if (arrival.isCancelled()) {
                return CANCELLED;
            }
            Reply<PromptResponse> own = said(session, message, arrival);
            cancel.set(Objects.requireNonNullElse(own.cancel(), () -> {}));
            return own.result().await();
        }).cancelledBy(() -> cancel.get().run()));
    }

    private PromptResponse ended(OpenSession session, RunningTurn turn, Item.Message message)
            throws InterruptedException {
        TurnResult result = turn.await();
        session.turn().compareAndSet(turn, null);
        session.hasSaid(message.id());
        sessions.turnEnded(session);
        tellTitle(session);
        return new PromptResponse(switch (result.outcome()) {
            case FINISHED, PAUSED, YIELDED -> result.stop() == StopReason.REFUSAL ? PromptStop.REFUSAL
                    : PromptStop.END_TURN;
            case LIMIT_REACHED -> result.stop() == StopReason.MAX_TOKENS ? PromptStop.MAX_TOKENS
                    : PromptStop.MAX_TURN_REQUESTS;
            case CANCELLED -> PromptStop.CANCELLED;
            case ERROR -> throw failed(result.error());
        });
    }

    private void tellTitle(OpenSession session) {
        try {
            String title = pods.get().sessions().summary(session.pod().session()).title();
            client.tell(session.id(), new SessionUpdate.SessionInfoUpdate(title));
        } catch (LogException untold) {
            // it is gone, or cannot be read: the turn ended as it did
        }
    }

    private static RpcException failed(@Nullable TurnError error) {
        return new RpcException(RpcException.INTERNAL_ERROR, error == null ? "the turn failed" : error.message(),
                error == null ? null : new Failed(error.code()));
    }

    /** Data of the error that ends a failed turn. */
    record Failed(String code) {}

    /** A prompt that has come. */
    private static final class Arrival {
        private boolean isCancelled; // guarded by this
        private boolean isPreparing; // guarded by this
        private @Nullable Thread thread; // guarded by this

        /** On the thread of the request, which has waited for those before it or was told not to. */
        synchronized void isHandledHere() {
            thread = Thread.currentThread();
        }

        /** Whether its request was answered without being handled. */
        synchronized boolean isOver() {
            return thread != null && !thread.isAlive();
        }

        synchronized void cancel() {
            isCancelled = true;
            if (isPreparing && thread != null) {
                thread.interrupt();
            }
        }

        synchronized boolean isCancelled() {
            return isCancelled;
        }

        /** What is prepared; empty when it was cancelled. */
        <T> Optional<T> prepared(Reply.Wait<T> work) throws InterruptedException {
            synchronized (this) {
                if (isCancelled) {
                    return Optional.empty();
                }
                isPreparing = true;
            }
            try {
                T done = work.await();
                return hasEnded() ? Optional.empty() : Optional.ofNullable(done);
            } catch (InterruptedException | RuntimeException stopped) {
                if (hasEnded()) {
                    return Optional.empty();
                }
                throw stopped;
            }
        }

        /** Nothing is prepared any more. Returns whether it was cancelled; then the interrupt is over. */
        private synchronized boolean hasEnded() {
            isPreparing = false;
            if (isCancelled) {
                var _ = Thread.interrupted();
            }
            return isCancelled;
        }
    }
}
