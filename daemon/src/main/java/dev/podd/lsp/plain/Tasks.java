package dev.podd.lsp.plain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.buffer.Document;
import dev.podd.item.Part;
import dev.podd.lsp.plain.LanguageClient.Loudness;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What Podd was told to do in documents, each in a Pod of its own. Safe on every thread; all of it returns at once. */
final class Tasks {
    private static final String MERELY_THIS = " Change only what that needs, by editing the file; then say in one sentence"
            + " what you did.";

    private final LanguageClient client;
    private final Set<TaskTurn> running = ConcurrentHashMap.newKeySet();

    Tasks(LanguageClient client) {
        this.client = client;
    }

    /** @param diagnostics as the editor said them */
    void fix(SelectedText where, JsonNode diagnostics) {
        StringBuilder problems = new StringBuilder();
        diagnostics.forEach(each -> problems.append("- line ").append(each.at("/range/start/line").asInt() + 1)
                .append(": ").append(each.path("message").asText()).append('\n'));
        start("Fix " + ChatFile.name(where.uri()), where.uri(), List.of(new Part.Text("Fix this in "
                + file(where) + ", " + where.lines() + ":\n" + problems + "\n" + MERELY_THIS.strip()),
                selected(where)), null);
    }

    void rewrite(SelectedText where, @Nullable String instruction) {
        String wish = instruction == null || instruction.isBlank() ? "Improve this." : instruction;
        start("Rewrite " + ChatFile.name(where.uri()), where.uri(), List.of(new Part.Text("In " + file(where) + ", "
                + where.lines() + ": " + wish + MERELY_THIS), selected(where)), null);
    }

    /** Carries out the instruction in a comment, which goes when that is done. */
    void carryOut(String uri, int line) {
        Document document = client.document(uri).orElse(null);
        Optional<PoddComment> found = document == null || line >= document.text().lines() ? Optional.empty()
                : PoddComment.in(document.text().line(line));
        if (document == null || found.isEmpty()) {
            client.say(Loudness.WARNING, "Not done: line " + (line + 1) + " of " + ChatFile.name(uri)
                    + " has no comment with an instruction for @podd.");
            return;
        }
        String comment = document.text().line(line);
        SelectedText where = SelectedText.ofLine(document, line);
        start(found.get().instruction(), uri, List.of(new Part.Text("In " + file(where) + ", line " + (line + 1)
                + ", a comment says: " + found.get().instruction()
                + "\nDo that there. Leave the comment as it is: it goes"
                + " by itself." + MERELY_THIS), selected(where)), new DoneComment(client, uri, comment, line));
    }

    private String file(SelectedText where) {
        return client.file(where.uri()).map(Object::toString).orElse(where.uri());
    }

    private static Part selected(SelectedText where) {
        return new Part.Selection(where.uri(), where.range(), where.text());
    }

    private void start(String title, String uri, List<Part> input, @Nullable DoneComment after) {
        TaskTurn turn = new TaskTurn(client, title, uri, input, after);
        running.add(turn);
        client.refresh();
        client.start(title, () -> {
            try {
                turn.run();
            } finally {
                running.remove(turn);
                client.refresh();
            }
        });
    }

    boolean isRunning(String uri) {
        return running.stream().anyMatch(turn -> turn.uri().equals(uri));
    }

    /** Ends what runs for a document; false when nothing does. */
    boolean stop(String uri) {
        List<TaskTurn> all = running.stream().filter(turn -> turn.uri().equals(uri)).toList();
        all.forEach(TaskTurn::stop);
        return !all.isEmpty();
    }

    /** Ends all that runs; false when nothing does. */
    boolean stopAll() {
        List<TaskTurn> all = List.copyOf(running);
        all.forEach(TaskTurn::stop);
        return !all.isEmpty();
    }
}
