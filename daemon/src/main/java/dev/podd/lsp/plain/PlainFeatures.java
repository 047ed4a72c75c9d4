package dev.podd.lsp.plain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.buffer.Document;
import dev.podd.item.TextRange;
import dev.podd.lsp.plain.LanguageClient.Loudness;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that an editor gets with no plugin. Safe on every thread; all of it returns at once. */
public final class PlainFeatures {
    /** What an editor may have carried out. */
    public static final List<
            String> COMMANDS = List.of("podd.fix", "podd.rewrite", "podd.explain", "podd.do", "podd.chat",
                    "podd.send", "podd.stop");

    private final LanguageClient client;
    private final Chats chats;
    private final Tasks tasks;
    private final Offers offers;

    public PlainFeatures(LanguageClient client) {
        this.client = client;
        chats = new Chats(client);
        tasks = new Tasks(client);
        offers = new Offers(uri -> chats.isRunning(uri) || tasks.isRunning(uri));
    }

    /**
     * Begins to carry out a command. What it cannot do it tells the person.
     *
     * @param argument null for none
     * @throws IllegalArgumentException there is no such command, or its argument does not fit; the message names the field
     */
    public void execute(String command, @Nullable JsonNode argument) {
        CommandArgument given = CommandArgument.of(argument);
        switch (command) {
            case "podd.send" -> chats.send(given.uri());
            case "podd.stop" -> stop(given.uriOrNull());
            case "podd.chat" -> chats.create(selection(given), "");
            case "podd.explain" -> chats.create(Optional.of(SelectedText.of(client, given.uri(), given.range())),
                    "Explain this.");
            case "podd.fix" -> tasks.fix(SelectedText.of(client, given.uri(), given.range()),
                    given.json().path("diagnostics"));
            case "podd.rewrite" -> tasks.rewrite(SelectedText.of(client, given.uri(), given.range()),
                    given.text("instruction"));
            case "podd.do" -> tasks.carryOut(given.uri(), given.line());
            default -> throw new IllegalArgumentException("command: one of " + COMMANDS + " is due, found " + command);
        }
    }

    private Optional<SelectedText> selection(CommandArgument given) {
        String uri = given.uriOrNull();
        TextRange range = given.rangeOrNull();
        return uri == null || range == null ? Optional.empty() : Optional.of(SelectedText.of(client, uri, range));
    }

    private void stop(@Nullable String uri) {
        boolean hasStopped = uri == null ? chats.stopAll() | tasks.stopAll() : chats.stop(uri) | tasks.stop(uri);
        if (!hasStopped) {
            client.say(Loudness.INFO, uri == null ? "Nothing of Podd's runs." : "Nothing of Podd's runs in "
                    + ChatFile.name(uri) + ".");
        }
    }

    /** What is shown above the lines of a document. */
    public List<Offer> lenses(String uri) {
        return client.document(uri).map(offers::lenses).orElse(List.of());
    }

    /**
     * What is offered for a range of a document.
     *
     * @param range       as the editor said it
     * @param diagnostics what language servers say of it, as the editor said it; null for nothing
     */
    public List<Offer> actions(String uri, int firstLine, int lastLine, JsonNode range,
            @Nullable JsonNode diagnostics) {
        Optional<Document> document = client.document(uri);
        return document.map(open -> offers.actions(open, firstLine, lastLine, range, diagnostics)).orElse(List.of());
    }

    /** A document was opened. */
    public void opened(String uri) {
        chats.opened(uri);
    }
}
