package dev.podd.lsp.plain;

import dev.podd.buffer.Document;
import dev.podd.log.SessionStore.SessionSummary;
import dev.podd.pod.Compacted;
import dev.podd.pod.ModelName;
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
    private static final String DEFAULT = "default";

    /** Obeys, and says so in the chat. */
    void obey(ChatFile file) throws DocumentException, InterruptedException {
        switch (command) {
            case NEW -> answer(file.head().withSession(null), "*A new session begins.*");
            case SESSION -> {
                SessionSummary session = client.pods().sessions().summary(command.rest(said));
                answer(new ChatHead(session.session(), null),
                        "*Goes on with the session \"" + SessionSummary.titleOr(session.title()) + "\".*");
            }
            case MODEL -> model(file.head());
            case COMPACT -> answer(file.head(), "*" + compacted(file.session()) + "*");
            case TRANSCRIPT -> transcript(file.head());
        }
    }

    private void model(ChatHead head) throws DocumentException, InterruptedException {
        ModelOffers offers = new ModelOffers(client.models(client.folder(uri)));
        String wanted = command.rest(said);
        if (wanted.isEmpty()) {
            answer(head, answering(head, offers) + "\n\n" + offers.listed());
            return;
        }
        ModelName model = wanted.equals(DEFAULT) ? null : offers.named(wanted);
        if (head.session() != null) {
            choose(head.session(), model);
        }
        answer(head.withModel(model == null ? null : model.toString()), "*From here on " + (model == null
                ? "the manifest's model" : model) + " answers.*");
    }

    private void choose(String session, @Nullable ModelName model) throws InterruptedException {
        Pod pod = client.open(client.folder(uri), session, model);
        try {
            client.pods().choose(pod.id(), model);
        } finally {
            client.leave(pod);
        }
    }

    /** Which model answers now, in words. */
    private String answering(ChatHead head, ModelOffers offers) throws InterruptedException {
        if (head.session() == null) {
            return head.model() != null ? "*" + head.model() + " answers.*"
                    : offers.all().isEmpty() ? "*The manifest's model answers.*"
                    : "*" + offers.all().getFirst().name() + " answers.*";
        }
        Pod pod = client.open(client.folder(uri), head.session(), head.chosen());
        try {
            return "*" + pod.model() + " answers.*";
        } finally {
            client.leave(pod);
        }
    }

    private void transcript(ChatHead head) throws DocumentException, InterruptedException {
        String named = command.rest(said);
        String session = named.isEmpty() ? head.session() : named;
        if (session == null) {
            throw new ChatRefusal("no session has begun here that " + command.word() + " could show");
        }
        SessionSummary shown = client.pods().sessions().summary(session);
        client.showSession(shown.session());
        answer(head, "*Shows the session \"" + SessionSummary.titleOr(shown.title()) + "\".*");
    }

    private String compacted(@Nullable String session) throws InterruptedException {
        if (session == null) {
            return "There is nothing to summarise yet.";
        }
        Pod pod = client.open(client.folder(uri), session, null);
        try {
            Compacted done = pod.compact(null);
            return "Older history was summarised: " + done.before() + " → " + done.after() + " tokens.";
        } finally {
            client.leave(pod);
        }
    }

    private void answer(ChatHead head, String words) throws DocumentException, InterruptedException {
        for (Optional<Document> open = client.document(uri); open.isPresent(); open = client.document(uri)) {
            String now = open.get().text().toString();
            ChatFile.Begun begun = new ChatFile(now).answer(head, words);
            if (client.edit(open.get(), null, begun.edits(),
                    text -> Difference.shows(now, begun.place().text(), text))) {
                return;
            }
        }
    }
}
