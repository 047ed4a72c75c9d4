package dev.podd.inline;

import dev.podd.item.TurnError;
import dev.podd.item.TurnOutcome;
import dev.podd.pod.OpenRequest;
import dev.podd.pod.Pod;
import dev.podd.pod.TurnResult;
import dev.podd.prompt.CompletionPrompt;
import java.nio.file.Path;
import java.util.Optional;

/** The question what comes at one place of a document, from its turn to the answer. Safe on every thread. */
public final class InlineCompletion {
    private final InlinePods pods;
    private final OpenRequest request;
    private final EditTarget place;
    private final StoppableTurn turn = new StoppableTurn();

    InlineCompletion(InlinePods pods, OpenRequest request, EditTarget place) {
        this.pods = pods;
        this.request = request;
        this.place = place;
    }

    /** Ends it as soon as may be. Returns at once. */
    public void stop() {
        turn.stop();
    }

    /** Asks the model; empty when nothing comes there, the file may not be read, or it was stopped. */
    Optional<String> run() throws InterruptedException {
        if (turn.isStopped()) {
            return Optional.empty();
        }
        Pod pod = pods.take(request);
        boolean hasRun = false;
        try {
            InlinePods.requireModel(pod);
            if (!pods.all().documents().isReadable(pod.id(), place.file())) {
                return Optional.empty();
            }
            hasRun = true;
            CursorContext context = CursorContext.of(place);
            return answer(turn.begin(pod, prompt(context, pod)).awaitOrCancel(), context);
        } finally {
            if (hasRun) {
                pods.leave(pod, request);
            } else {
                pods.close(pod);
            }
        }
    }

    private Optional<String> answer(TurnResult result, CursorContext context) {
        TurnError error = result.error();
        if (turn.isStopped() || result.outcome() == TurnOutcome.CANCELLED) {
            return Optional.empty();
        }
        if (error != null) {
            throw new InlineFailedException(error.code(), error.message());
        }
        if (result.outcome() != TurnOutcome.FINISHED || result.message() == null) {
            return Optional.empty();
        }
        try {
            String text = context.insertion(result.message());
            return text.isBlank() ? Optional.empty()
                    : Optional.of(place.text().contains("\r\n") ? text.replace("\n", "\r\n") : text);
        } catch (InlineFailedException noText) {
            return Optional.empty();
        }
    }

    private String prompt(CursorContext context, Pod pod) {
        Path folder = pod.snapshot().workingDirectory();
        return CompletionPrompt.text(new CompletionPrompt.Values(InlineEdits.name(place.file(), folder),
                place.firstLine() + 1, context.around(), InlineEdits.fence(context.before() + context.behind()),
                place.language(), context.before(), context.behind()));
    }
}
