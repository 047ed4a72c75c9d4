package dev.podd.lsp.plain;

import dev.podd.buffer.Document;
import dev.podd.buffer.PositionEncoding;
import dev.podd.lsp.plain.LanguageClient.Loudness;
import dev.podd.pod.Pod;
import dev.podd.pod.PodException;
import dev.podd.pod.PromptOffer;
import dev.podd.workspace.DocumentException;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a person says in a chat file to the turn whose answer streams into it. All of what stands behind the answer is one
 * message: sent again, it replaces what the model has not heard yet. One thread, but for {@link #unsent}.
 */
final class ChatSteering {
    private final LanguageClient client;
    private final String uri;
    private final Pod pod;
    private final StreamedAnswer answer;
    /** Ids of what was said here. */
    private final Set<String> own = new HashSet<>();
    private volatile String said = "";
    private boolean hasTold;

    ChatSteering(LanguageClient client, String uri, Pod pod, StreamedAnswer answer) {
        this.client = client;
        this.uri = uri;
        this.pod = pod;
        this.answer = answer;
    }

    /** Where something stands behind the answer that was not sent yet, as an offset in a text of the file. On any thread. */
    OptionalInt unsent(String now) {
        TextPlace end = answer.end(now);
        Interjection typed = Interjection.in(end.after());
        return typed.text().isEmpty() || typed.text().equals(said) ? OptionalInt.empty()
                : OptionalInt.of(end.offset() + typed.start());
    }

    /** Takes back what the turn has not heard and was said here, or stands behind the answer. */
    void takeBack() throws DocumentException, InterruptedException {
        if (!pod.queued().isEmpty()) {
            answer.flush(false);
            typed().ifPresent(typed -> pod.takeBack(each -> own.contains(each.id())
                    || Interjection.holds(typed.text(), each)));
        }
    }

    /**
     * Says to the turn what stands behind the answer.
     *
     * @return false when that has to wait for the turn's end, and is the next message then
     */
    boolean say() throws DocumentException, InterruptedException {
        answer.flush(false);
        String words = typed().map(Interjection::text).orElse("");
        if (words.isEmpty()) {
            client.say(Loudness.INFO,
                    "Podd still answers in " + ChatFile.name(uri) + "; podd.stop ends that. What you write"
                            + " below the answer and send is heard meanwhile.");
            return true;
        }
        // What a server's prompt says is not what is written here, so that it would not be found again.
        if (words.startsWith(PromptOffer.PREFIX) || SlashCommand.in(words).isPresent()) {
            tell(words.split("\\s", 2)[0] + " waits in " + ChatFile.name(uri) + " until Podd has answered.");
            return false;
        }
        try {
            own.add(pod.steer(Mentions.parts(words, pod), PositionEncoding.UTF_16));
        } catch (PodException.NotRunning over) {
            return false;
        } catch (RuntimeException refused) {
            client.start("podd.send", () -> {
                throw refused;
            });
            return true;
        }
        said = words;
        answer.mark();
        client.refresh();
        return true;
    }

    private void tell(String words) {
        if (!hasTold) {
            hasTold = true;
            client.say(Loudness.INFO, words);
        }
    }

    private Optional<Interjection> typed() {
        return client.document(uri).map(Document::text)
                .map(text -> Interjection.in(answer.end(text.toString()).after()));
    }
}
