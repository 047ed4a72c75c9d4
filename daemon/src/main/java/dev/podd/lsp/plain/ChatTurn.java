package dev.podd.lsp.plain;

import dev.podd.buffer.Document;
import dev.podd.buffer.PositionEncoding;
import dev.podd.event.Event;
import dev.podd.event.PodEvent;
import dev.podd.item.Part;
import dev.podd.lsp.plain.LanguageClient.Loudness;
import dev.podd.pod.EventCursor;
import dev.podd.pod.Pod;
import dev.podd.pod.RunningTurn;
import dev.podd.workspace.DocumentException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a chat: what stands under the last heading is sent, and what happens then is written under a new one, in
 * batches. Where the file is closed meanwhile, the turn goes on, and its text follows when the file is open again.
 */
final class ChatTurn implements LanguageClient.Work {
    /** Between two batches: short at first, longer the longer the answer takes, since each is an undo step. */
    private static final Duration SHORTEST = Duration.ofMillis(150);
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int SHARE = 8;

    private final LanguageClient client;
    private final String uri;
    private final Semaphore woken = new Semaphore(0);
    private final ChatAnswer answer = new ChatAnswer();
    private volatile @Nullable RunningTurn turn;
    private volatile boolean isStopped;

    ChatTurn(LanguageClient client, String uri) {
        this.client = client;
        this.uri = uri;
    }

    /** Ends the turn. Returns at once. */
    void stop() {
        isStopped = true;
        RunningTurn running = turn;
        if (running != null) {
            running.cancel();
        }
    }

    /** The file is open again. */
    void opened() {
        woken.release();
    }

    @Override
    public void run() throws InterruptedException {
        Document document = client.document(uri).orElse(null);
        if (document == null) {
            client.say(Loudness.WARNING, "Not sent: " + name() + " is not open in the editor.");
            return;
        }
        ChatFile file = new ChatFile(document.text().toString());
        if (file.endsInAnswer() || file.last().isEmpty()) {
            client.say(Loudness.INFO, "Nothing to send: write under a heading \"" + ChatFile.YOU + "\" at the end of "
                    + name() + ".");
            return;
        }
        Pod pod = client.open(client.folder(uri), file.session());
        try (EventCursor events = pod.events(null, woken::release)) {
            converse(pod, events, Mentions.parts(file.last(), pod));
        } finally {
            client.leave(pod);
        }
    }

    private void converse(Pod pod, EventCursor events, List<Part> said) throws InterruptedException {
        RunningTurn running = pod.begin(said, PositionEncoding.UTF_16);
        turn = running;
        if (isStopped) {
            running.cancel();
        }
        WorkProgress progress = client.progress("Podd", this::stop);
        client.refresh();
        try {
            StreamedAnswer text = new StreamedAnswer(client, uri, pod.session(), false);
            text.begin();
            write(events, text, progress);
        } catch (DocumentException e) {
            client.say(Loudness.WARNING, "The answer is not in " + name() + ": " + e.getMessage()
                    + ". It is kept in session " + pod.session() + ".");
            running.await();
        } finally {
            progress.end();
        }
    }

    private void write(EventCursor events, StreamedAnswer text, WorkProgress progress)
            throws DocumentException, InterruptedException {
        long begun = System.nanoTime();
        long due = begun;
        while (true) {
            boolean isOver = gather(events);
            text.add(answer.take());
            progress.at(answer.running());
            if (isOver) {
                text.flush(true);
                return;
            }
            long wait = Long.MAX_VALUE;
            if (text.hasMore()) {
                wait = due - System.nanoTime();
                if (wait <= 0) {
                    wait = text.flush(false) ? 0 : Long.MAX_VALUE;
                    due = System.nanoTime() + pause(System.nanoTime() - begun);
                }
            }
            if (wait > 0) {
                woken.tryAcquire(wait, TimeUnit.NANOSECONDS);
                woken.drainPermits();
            }
        }
    }

    private static long pause(long taken) {
        return Math.clamp(taken / SHARE, SHORTEST.toNanos(), LONGEST.toNanos());
    }

    /** Takes what has happened; whether the turn is over. */
    private boolean gather(EventCursor events) {
        for (PodEvent event = events.next(); event != null; event = events.next()) {
            answer.add(event.event());
            if (event.event() instanceof Event.TurnDone) {
                return true;
            }
        }
        return events.isAtEnd();
    }

    private String name() {
        return ChatFile.name(uri);
    }
}
