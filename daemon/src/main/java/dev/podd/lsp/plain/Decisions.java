package dev.podd.lsp.plain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.buffer.Document;
import dev.podd.change.Decided;
import dev.podd.change.FileHunks;
import dev.podd.change.Selection;
import dev.podd.log.LogException;
import dev.podd.lsp.plain.LanguageClient.Loudness;
import dev.podd.pod.Reviews;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Changes of agents that wait for the person's decision, and the decision. */
final class Decisions {
    private static final System.Logger LOG = System.getLogger(Decisions.class.getName());

    private final LanguageClient client;

    Decisions(LanguageClient client) {
        this.client = client;
    }

    /** What waits in a document; empty for nothing, and while it cannot be read: an editor asks again all the time. */
    Optional<FileHunks> pending(Document document) throws InterruptedException {
        try {
            return pending(document.uri());
        } catch (LogException unreadable) {
            LOG.log(System.Logger.Level.DEBUG, "what is pending in " + document.uri() + " is not shown", unreadable);
            return Optional.empty();
        }
    }

    private Optional<FileHunks> pending(String uri) throws InterruptedException {
        var file = client.file(uri);
        return file.isEmpty() ? Optional.empty()
                : client.pods().reviews().of(file.get()).filter(found -> !found.hunks().isEmpty());
    }

    /** Returns at once. */
    void keep(CommandArgument which) {
        decide("podd.keep", which, Reviews::keep);
    }

    /** Returns at once. */
    void undo(CommandArgument which) {
        decide("podd.undo", which, Reviews::undo);
    }

    /** Shows a file as it would be without what is pending. Returns at once. */
    void before(String uri) {
        client.start("podd.before", () -> {
            Optional<FileHunks> changed = pending(uri);
            if (changed.isEmpty()) {
                client.say(Loudness.INFO, "podd.before: nothing is pending in " + ChatFile.name(uri) + ".");
            } else {
                client.showBase(changed.get());
            }
        });
    }

    private void decide(String command, CommandArgument which, Decision decision) {
        Set<String> hunks = hunks(which.json().path("hunks"));
        String uri = hunks.isEmpty() ? which.uri() : "";
        client.start(command, () -> {
            Reviews reviews = client.pods().reviews();
            Optional<Selection> selected = hunks.isEmpty() ? ofFile(uri)
                    : Optional.of(new Selection.Hunks(hunks));
            if (selected.isEmpty()) {
                client.say(Loudness.INFO, command + ": nothing is pending in " + ChatFile.name(uri) + ".");
                return;
            }
            tell(command, decision.make(reviews, selected.get()));
            client.refresh();
        });
    }

    private Optional<Selection> ofFile(String uri) throws InterruptedException {
        return pending(uri).map(found -> new Selection.OfFile(found.file()));
    }

    private void tell(String command, Decided decided) {
        if (!decided.conflicts().isEmpty()) {
            client.say(Loudness.WARNING, command + ": " + decided.conflicts().stream()
                    .map(Decided.Conflict::reason).distinct().collect(Collectors.joining("; ")));
        } else if (decided.kept().isEmpty() && decided.undone().isEmpty()) {
            client.say(Loudness.INFO, command + ": that change is not pending any more.");
        }
    }

    private static Set<String> hunks(JsonNode given) {
        Set<String> hunks = new HashSet<>();
        for (JsonNode each : given) {
            if (!each.isTextual()) {
                throw new IllegalArgumentException("arguments[0].hunks: ids are due, found " + each);
            }
            hunks.add(each.textValue());
        }
        return hunks;
    }

    /** One of the two. */
    @FunctionalInterface
    private interface Decision {
        Decided make(Reviews reviews, Selection which) throws InterruptedException;
    }
}
