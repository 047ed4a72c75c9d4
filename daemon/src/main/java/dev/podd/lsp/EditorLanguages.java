package dev.podd.lsp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.buffer.Document;
import dev.podd.buffer.Position;
import dev.podd.buffer.Text;
import dev.podd.json.Json;
import dev.podd.json.JsonException;
import dev.podd.jsonrpc.Connection;
import dev.podd.jsonrpc.ConnectionClosedException;
import dev.podd.jsonrpc.JsonText;
import dev.podd.jsonrpc.RpcException;
import dev.podd.language.CodePlace;
import dev.podd.language.Diagnostic;
import dev.podd.language.LanguageException;
import dev.podd.language.LanguageServers;
import dev.podd.language.Renaming;
import dev.podd.language.Spot;
import dev.podd.language.Symbol;
import dev.podd.lsp.wire.EditorTypes.EditorQuery;
import dev.podd.lsp.wire.EditorTypes.EditorQueryParams;
import dev.podd.lsp.wire.Lsp;
import dev.podd.workspace.FileUris;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The language servers of one editor, asked by {@code editor/query}. */
final class EditorLanguages implements LanguageServers {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    /** A server may have to look through a whole project. */
    private static final Duration RENAME = Duration.ofSeconds(60);

    private final Connection editor;
    private final Documents documents;
    private final BooleanSupplier queries;

    /** @param queries whether the editor has {@code client.languageQueries} */
    EditorLanguages(Connection editor, Documents documents, BooleanSupplier queries) {
        this.editor = editor;
        this.documents = documents;
        this.queries = queries;
    }

    @Override
    public boolean isOffered() {
        return queries.getAsBoolean();
    }

    @Override
    public long usedAt() {
        return documents.changedAt();
    }

    @Override
    public List<Diagnostic> diagnostics(Path file, Duration limit) throws InterruptedException {
        return diagnostics(uri(file), limit);
    }

    List<Diagnostic> diagnostics(String uri, Duration limit) throws InterruptedException {
        return LanguageAnswers.diagnostics(ask(EditorQuery.DIAGNOSTICS, uri, null, null, limit), uri);
    }

    @Override
    public List<Diagnostic> diagnostics() throws InterruptedException {
        return LanguageAnswers.diagnostics(ask(EditorQuery.DIAGNOSTICS, null, null, null, LIMIT));
    }

    @Override
    public List<CodePlace> definition(Spot spot) throws InterruptedException {
        return LanguageAnswers.places("definition", ask(EditorQuery.DEFINITION, spot, null, LIMIT));
    }

    @Override
    public List<CodePlace> references(Spot spot) throws InterruptedException {
        return LanguageAnswers.places("references", ask(EditorQuery.REFERENCES, spot, null, LIMIT));
    }

    @Override
    public List<Symbol> symbols(Path file) throws InterruptedException {
        String uri = uri(file);
        return LanguageAnswers.symbols(ask(EditorQuery.SYMBOLS, uri, null, null, LIMIT), uri);
    }

    @Override
    public List<Symbol> symbols(String query) throws InterruptedException {
        return LanguageAnswers.symbols(ask(EditorQuery.SYMBOLS, null, null, query, LIMIT), null);
    }

    @Override
    public Optional<String> hover(Spot spot) throws InterruptedException {
        return LanguageAnswers.hover(ask(EditorQuery.HOVER, spot, null, LIMIT));
    }

    @Override
    public Renaming rename(Spot spot, String newName) throws InterruptedException {
        return LanguageAnswers.renaming(ask(EditorQuery.RENAME, spot, newName, RENAME), documents.encoding());
    }

    private JsonNode ask(EditorQuery query, Spot spot, @Nullable String text, Duration limit)
            throws InterruptedException {
        Position at = Text.of(spot.text()).position(spot.offset(), documents.encoding());
        return ask(query, uri(spot.file()), new Lsp.Position(at.line(), at.character()), text, limit);
    }

    private JsonNode ask(EditorQuery query, @Nullable String uri, Lsp.@Nullable Position position,
            @Nullable String text, Duration limit) throws InterruptedException {
        String name = query.name().toLowerCase(Locale.ROOT);
        if (!isOffered()) {
            throw new LanguageException("the editor does not answer questions to its language servers");
        }
        EditorQueryParams params = new EditorQueryParams(query,
                uri == null ? null : new Lsp.TextDocumentIdentifier(uri), position, text);
        try {
            JsonText answer = editor.ask("editor/query", params, JsonText.class, limit);
            return answer == null ? Json.object().nullNode() : Json.read(answer.text());
        } catch (RpcException e) {
            throw new LanguageException(e.code() == RpcException.REQUEST_CANCELLED
                    ? "the editor did not answer " + name + " within " + limit.toSeconds() + " s"
                    : "the editor did not answer " + name + ": " + FromWire.shown(String.valueOf(e.getMessage())));
        } catch (JsonException e) {
            throw new LanguageException("the editor's answer to " + name + " cannot be read: " + e.getMessage());
        } catch (ConnectionClosedException e) {
            throw new LanguageException("the editor is gone");
        }
    }

    /** As the editor spells it, if it has it open. */
    private String uri(Path file) {
        return documents.all().stream().map(buffer -> buffer.document()).map(Document::uri)
                .filter(uri -> FileUris.path(uri).filter(file::equals).isPresent()).findFirst()
                .orElseGet(() -> FileUris.file(file));
    }
}
