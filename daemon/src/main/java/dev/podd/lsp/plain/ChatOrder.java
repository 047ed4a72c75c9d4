package dev.podd.lsp.plain;

import dev.podd.buffer.Document;
import dev.podd.log.SessionStore.SessionSummary;
import dev.podd.pod.Compacted;
import dev.podd.pod.Pod;
import dev.podd.workspace.DocumentException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message that the chat obeys rather than passes on to the model.
 *
 * @param said all of the message
 */
record ChatOrder(LanguageClient client, String uri, SlashCommand command, String said) {
    /** Obeys, and says so in the chat. */
    void obey(ChatFile file) throws DocumentException, InterruptedException {
        if (command.equals(SlashCommand.NEW)) {
            answer(null, "A new session begins.");
        } else if (command.equals(SlashCommand.SESSION)) {
            SessionSummary session = client.pods().sessions().summary(command.rest(said));
            answer(session.session(), "Goes on with the session \"" + SessionSummary.titleOr(session.title()) + "\".");
        } else {
            answer(file.session(), compacted(file.session()));
        }
    }

    private String compacted(@Nullable String session) throws InterruptedException {
        if (session == null) {
            return "There is nothing to summarise yet.";
        }
        Pod pod = client.open(client.folder(uri), session);
        try {
            Compacted done = pod.compact(null);
            return "Older history was summarised: " + done.before() + " → " + done.after() + " tokens.";
        } finally {
            client.leave(pod);
        }
    }

    private void answer(@Nullable String session, String words) throws DocumentException, InterruptedException {
        for (Optional<Document> open = client.document(uri); open.isPresent(); open = client.document(uri)) {
            String now = open.get().text().toString();
            ChatFile.Begun begun = new ChatFile(now).answer(session, "*" + words + "*");
            if (client.edit(open.get(), null, begun.edits(),
                    text -> Difference.shows(now, begun.place().text(), text))) {
                return;
            }
        }
    }
}
