package dev.podd.lsp.plain;

import dev.podd.buffer.PositionEncoding;
import dev.podd.event.Event;
import dev.podd.event.PodEvent;
import dev.podd.item.Part;
import dev.podd.item.TurnOutcome;
import dev.podd.lsp.plain.LanguageClient.Loudness;
import dev.podd.pod.Pod;
import dev.podd.pod.RunningTurn;
import dev.podd.pod.Subscription;
import dev.podd.pod.TurnResult;
import dev.podd.transcript.Transcript;
import dev.podd.transcript.Visible;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One turn in a Pod of its own, whose work is in the files and whose last words are a message. */
final class TaskTurn implements LanguageClient.Work {
    private static final int LONGEST = 300;

    private final LanguageClient client;
    private final String title;
    private final String uri;
    private final List<Part> input;
    private final @Nullable DoneComment after;
    private volatile @Nullable RunningTurn turn;
    private volatile boolean isStopped;

    /** @param after what goes when the turn has finished; null for nothing */
    TaskTurn(LanguageClient client, String title, String uri, List<Part> input, @Nullable DoneComment after) {
        this.client = client;
        this.title = title;
        this.uri = uri;
        this.input = input;
        this.after = after;
    }

    /** The document that it was begun for. */
    String uri() {
        return uri;
    }

    /** Returns at once. */
    void stop() {
        isStopped = true;
        RunningTurn running = turn;
        if (running != null) {
            running.cancel();
        }
    }

    @Override
    public void run() throws InterruptedException {
        WorkProgress progress = client.progress(title, this::stop);
        try {
            Pod pod = client.open(client.folder(uri), null, null);
            Subscription watching = pod.watch(null, event -> show(event, progress));
            try {
                tell(result(pod));
            } finally {
                watching.close();
                client.leave(pod);
            }
            pod.close();
        } finally {
            progress.end();
        }
    }

    private TurnResult result(Pod pod) throws InterruptedException {
        RunningTurn running = pod.begin(input, PositionEncoding.UTF_16);
        turn = running;
        if (isStopped) {
            running.cancel();
        }
        return running.await();
    }

    private static void show(PodEvent happened, WorkProgress progress) {
        if (happened.event() instanceof Event.ToolCallStarted call) {
            progress.at(call.title());
        }
    }

    private void tell(TurnResult result) throws InterruptedException {
        String words = result.message() == null ? "" : Visible.line(result.message(), LONGEST);
        if (result.outcome() != TurnOutcome.FINISHED) {
            client.say(Loudness.WARNING, title + ": " + Transcript.words(result.outcome())
                    + (result.error() == null ? "" : ": " + result.error().message()));
            return;
        }
        if (after != null) {
            after.remove();
        }
        client.say(Loudness.INFO, words.isEmpty() ? title + ": done" : words);
    }
}
