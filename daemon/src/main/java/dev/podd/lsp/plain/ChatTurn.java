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

    /** @param goesOn whether only the rest of an answer is to be written, if one is missing */
    ChatTurn(LanguageClient client, String uri, boolean goesOn) {
        this.client = client;
        this.uri = uri;
        this.goesOn = goesOn;
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
        try {
            answer(file);
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
        Pod pod = client.open(client.folder(uri), file.session());
        try (EventCursor events = pod.events(null, woken::release)) {
            RunningTurn running = pod.begin(Mentions.parts(file.last(), pod), PositionEncoding.UTF_16);
            turn = running;
            if (isStopped) {
                running.cancel();
            }
            session = pod.session();
            StreamedAnswer text = new StreamedAnswer(client, uri, session, false);
            follow(events, text, text::begin);
        } finally {
            client.leave(pod);
        }
    }

    /** The file holds the beginning of an answer: the rest comes from the turn that runs, or from the session. */
    private void goOn(ChatFile file) throws DocumentException, InterruptedException {
        String named = Objects.requireNonNull(file.session());
        Pod pod = client.open(client.folder(uri), named);
        try (EventCursor events = pod.events(0L, woken::release)) {
            session = pod.session();
            StreamedAnswer text = new StreamedAnswer(client, uri, session, true);
            if (pod.state() == PodState.RUNNING) {
                follow(events, text, () -> {});
            } else {
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

    private void follow(EventCursor events, StreamedAnswer text, Step first)
            throws DocumentException, InterruptedException {
        WorkProgress progress = client.progress("Podd", this::stop);
        client.refresh();
        try {
            first.run();
            write(events, text, progress);
        } finally {
            progress.end();
        }
    }

    /** Something done in the editor. */
    @FunctionalInterface
    private interface Step {
        void run() throws DocumentException, InterruptedException;
    }

    private void write(EventCursor events, StreamedAnswer text, WorkProgress progress)
            throws DocumentException, InterruptedException {
        long begun = System.nanoTime();
        long due = begun;
        while (true) {
            boolean isOver = gather(events, text);
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

    /** Takes what has happened; whether the turn is over. What came before the turn that runs now is forgotten. */
    private boolean gather(EventCursor events, StreamedAnswer text) {
        boolean isOver = false;
        for (PodEvent event = events.next(); event != null; event = events.next()) {
            if (event.event() instanceof Event.TurnStarted && text.isFollowed()) {
                answer = new ChatAnswer();
                text.forget();
            }
            answer.add(event.event());
            isOver = event.event() instanceof Event.TurnDone;
            if (isOver && !text.isFollowed()) {
                return true;
            }
        }
        return isOver || events.isAtEnd();
    }

    private String name() {
        return ChatFile.name(uri);
    }
}
