package dev.podd.lsp.plain;

import dev.podd.buffer.Document;
import dev.podd.buffer.PositionEncoding;
import dev.podd.event.Event;
import dev.podd.event.PodEvent;
import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.lsp.plain.LanguageClient.Loudness;
import dev.podd.pod.EventCursor;
import dev.podd.pod.Pod;
import dev.podd.pod.PodState;
import dev.podd.pod.RunningTurn;
import dev.podd.workspace.DocumentException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
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
    private final boolean goesOn;
    private ChatAnswer answer = new ChatAnswer(); // the thread that runs this only, like the next
    private String session = "";
    private volatile @Nullable RunningTurn turn;
    private volatile boolean isStopped;
    private volatile @Nullable ChatSteering steering;
    private boolean hasMore; // guarded by this, like the next
    private boolean isOver;

    /** @param goesOn whether only the rest of an answer is to be written, if one is missing */
    ChatTurn(LanguageClient client, String uri, boolean goesOn) {
        this.client = client;
        this.uri = uri;
        this.goesOn = goesOn;
    }

    /** Ends the turn; what was to be sent to it is not. Returns at once. */
    void stop() {
        synchronized (this) {
            isStopped = true;
            hasMore = false;
        }
        RunningTurn running = turn;
        if (running != null) {
            running.cancel();
        }
    }

    /**
     * What the person has written behind the answer is to be sent, too: to the turn if it hears that, else when it is over,
     * as after a stop.
     * Returns at once.
     *
     * @return false when it is over already
     */
    synchronized boolean sendMore() {
        hasMore = !isOver;
        woken.release();
        return !isOver;
    }

    private synchronized boolean isAskedForMore() {
        return hasMore;
    }

    private synchronized void moreIsSent() {
        hasMore = false;
    }

    /** It is over; whether there is more to be sent. */
    synchronized boolean end() {
        isOver = true;
        return hasMore;
    }

    /** Where something stands behind the answer that was not sent yet, as an offset in a text of the file. */
    OptionalInt unsent(String now) {
        ChatSteering running = steering;
        return running == null ? OptionalInt.empty() : running.unsent(now);
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
        try {
            answer(file);
        } catch (ChatRefusal refusal) {
            client.say(Loudness.WARNING, "Not sent in " + name() + ": " + refusal.getMessage() + ".");
        } catch (DocumentException e) {
            client.say(Loudness.WARNING, "The answer is not in " + name() + ": " + e.getMessage() + "."
                    + (session.isEmpty() ? "" : " It is kept in session " + session + "."));
            RunningTurn running = turn;
            if (running != null) {
                running.await();
            }
        }
    }

    private void answer(ChatFile file) throws DocumentException, InterruptedException {
        Optional<SlashCommand> order = SlashCommand.in(file.last());
        if (file.endsInAnswer() && file.session() != null) {
            goOn(file);
        } else if (goesOn) {
            return;
        } else if (file.endsInAnswer() || file.last().isEmpty()) {
            client.say(Loudness.INFO, "Nothing to send: write under a heading \"" + ChatFile.YOU + "\" at the end of "
                    + name() + ".");
        } else if (order.isPresent()) {
            new ChatOrder(client, uri, order.get(), file.last()).obey(file);
        } else {
            ask(file);
        }
    }

    private void ask(ChatFile file) throws DocumentException, InterruptedException {
        Pod pod = client.open(client.folder(uri), file.session(), file.head().chosen());
        try {
            RunningTurn running = pod.begin(Mentions.parts(file.last(), pod), PositionEncoding.UTF_16);
            turn = running;
            if (isStopped) {
                running.cancel();
            }
            session = pod.session();
            StreamedAnswer text = new StreamedAnswer(client, uri, session, false);
            try (EventCursor events = pod.events(running.eventsBefore(), woken::release)) {
                follow(pod, events, text, () -> text.begin(file.said()));
            }
        } finally {
            client.leave(pod);
        }
    }

    /** The file holds the beginning of an answer: the rest comes from the turn that runs, or from the session. */
    private void goOn(ChatFile file) throws DocumentException, InterruptedException {
        String named = Objects.requireNonNull(file.session());
        Pod pod = client.open(client.folder(uri), named, null);
        try (EventCursor events = pod.events(0L, woken::release)) {
            session = pod.session();
            StreamedAnswer text = new StreamedAnswer(client, uri, session, true);
            if (pod.state() == PodState.RUNNING) {
                follow(pod, events, text, () -> {});
            } else {
                var _ = pod.takeBack(unheard -> Interjection.holds(file.last(), unheard));
                text.add(lastWords(pod));
                text.flush(true);
            }
        } finally {
            client.leave(pod);
        }
    }

    /** What the model said last in the last turn. */
    private static String lastWords(Pod pod) {
        String words = "*The turn was interrupted before it had an answer.*";
        for (Item item : pod.snapshot().history()) {
            if (item instanceof Item.Message message && message.role() == Role.ASSISTANT) {
                AnswerLines lines = new AnswerLines();
                words = lines.add(message.text().strip()) + lines.end();
            } else if (item instanceof Item.Message message && message.role() == Role.USER) {
                words = "*The turn was interrupted before it had an answer.*";
            }
        }
        return words;
    }

    private void follow(Pod pod, EventCursor events, StreamedAnswer text, Step first)
            throws DocumentException, InterruptedException {
        WorkProgress progress = client.progress("Podd", this::stop);
        client.refresh();
        try {
            first.run();
            ChatSteering heard = new ChatSteering(client, uri, pod, text);
            steering = heard;
            write(events, text, heard, progress);
        } finally {
            steering = null;
            progress.end();
        }
    }

    /** Something done in the editor. */
    @FunctionalInterface
    private interface Step {
        void run() throws DocumentException, InterruptedException;
    }

    private void write(EventCursor events, StreamedAnswer text, ChatSteering heard, WorkProgress progress)
            throws DocumentException, InterruptedException {
        long begun = System.nanoTime();
        long due = begun;
        while (true) {
            boolean isDone = gather(events, text);
            progress.at(answer.running());
            if (!isDone && !isStopped && isAskedForMore()) {
                heard.takeBack();
                isDone = gather(events, text); // all that was heard before something was taken back
                if (!isDone && heard.say()) {
                    moreIsSent();
                }
            }
            if (isDone) {
                heard.takeBack();
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

    /** Takes what has happened; whether the turn is over. What came before the turn that runs now is forgotten. */
    private boolean gather(EventCursor events, StreamedAnswer text) {
        boolean isDone = false;
        for (PodEvent event = events.next(); event != null && !(isDone && !text.isFollowed()); event = events.next()) {
            if (event.event() instanceof Event.TurnStarted && text.isFollowed()) {
                answer = new ChatAnswer();
                text.forget();
            }
            answer.add(event.event());
            isDone = event.event() instanceof Event.TurnDone;
        }
        answer.moveTo(text);
        return isDone || events.isAtEnd();
    }

    private String name() {
        return ChatFile.name(uri);
    }
}
