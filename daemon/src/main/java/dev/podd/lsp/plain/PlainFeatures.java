package dev.podd.lsp.plain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.buffer.Document;
import dev.podd.item.TextRange;
import dev.podd.lsp.plain.LanguageClient.Loudness;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** All that an editor gets with no plugin. Safe on every thread. */
public final class PlainFeatures {
    /** What an editor may have carried out. */
    public static final List<
            String> COMMANDS = List.of("podd.fix", "podd.rewrite", "podd.explain", "podd.do",
                    "podd.keep", "podd.undo", "podd.before", "podd.chat", "podd.send", "podd.stop");

    private final LanguageClient client;
    private final Chats chats;
    private final Tasks tasks;
    private final Decisions decisions;
    private final AtomicBoolean isListening = new AtomicBoolean();
    private final Offers offers;

    public PlainFeatures(LanguageClient client) {
        this.client = client;
        chats = new Chats(client);
        tasks = new Tasks(client);
        decisions = new Decisions(client);
        offers = new Offers(uri -> chats.isRunning(uri) || tasks.isRunning(uri), chats::unsent);
    }

    /**
     * Begins to carry out a command, and returns at once. What it cannot do it tells the person.
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
            case "podd.keep" -> decisions.keep(given);
            case "podd.undo" -> decisions.undo(given);
            case "podd.before" -> decisions.before(given.uri());
            case "podd.do" -> tasks.carryOut(given.uri(), given.line());
            default -> throw new IllegalArgumentException("command: one of " + COMMANDS + " is due, found " + command);
        }
    }

    /** Whether a document is a chat, by its name. */
    public static boolean isChat(String uri) {
        return ChatFile.isNamed(uri);
    }

    private Optional<SelectedText> selection(CommandArgument given) {
        String uri = given.uriOrNull();
        TextRange range = given.rangeOrNull();
        return uri == null || range == null ? Optional.empty() : Optional.of(SelectedText.of(client, uri, range));
    }

    private void stop(@Nullable String uri) {
        boolean wasChat = uri == null ? chats.stopAll() : chats.stop(uri);
        boolean wasTask = uri == null ? tasks.stopAll() : tasks.stop(uri);
        if (!wasChat && !wasTask) {
            client.say(Loudness.INFO, uri == null ? "Nothing of Podd's runs." : "Nothing of Podd's runs in "
                    + ChatFile.name(uri) + ".");
        }
    }

    /** What is shown above the lines of a document. From the first time on the editor is told when that may be another. */
    public List<Offer> lenses(String uri) throws InterruptedException {
        if (isListening.compareAndSet(false, true)) {
            client.whenOver(client.pods().reviews().listen(file -> client.refresh())::close);
        }
        Document document = client.document(uri).orElse(null);
        return document == null ? List.of() : offers.lenses(document, decisions.pending(document));
    }

    /**
     * What is offered for a range of a document.
     *
     * @param range       as the editor said it
     * @param diagnostics what language servers say of it, as the editor said it; null for nothing
     */
    public List<Offer> actions(String uri, int firstLine, int lastLine, JsonNode range, @Nullable JsonNode diagnostics)
            throws InterruptedException {
        Document document = client.document(uri).orElse(null);
        return document == null ? List.of() : offers.actions(document, firstLine, lastLine, range, diagnostics,
                decisions.pending(document));
    }

    /**
     * What may stand at a place of a document.
     *
     * @param offset in UTF-16 units
     */
    public List<Completion> completions(String uri, int offset) throws InterruptedException {
        Document document = client.document(uri).orElse(null);
        return document == null || !ChatFile.isNamed(uri) ? List.of()
                : Completion.at(client, document, Math.min(offset, document.text().length()));
    }

    /** A document was opened. Returns at once. */
    public void opened(String uri) {
        chats.opened(uri);
    }
}
