package dev.podd.lsp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.json.Json;
import dev.podd.jsonrpc.JsonText;
import dev.podd.jsonrpc.Reply;
import dev.podd.lsp.plain.Completion;
import dev.podd.lsp.plain.Offer;
import dev.podd.lsp.plain.PlainFeatures;
import dev.podd.lsp.wire.Lsp;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What LSP itself has for an editor with no plugin: commands, code actions, lenses. */
final class PlainEndpoint {
    /** LSP's CompletionItemKind. */
    private static final int VALUE = 12;
    private static final int KEYWORD = 14;
    private static final int FILE = 17;
    private static final int REFERENCE = 18;

    private final Documents documents;
    private final PlainFeatures features;
    private final Progresses progresses;

    PlainEndpoint(Documents documents, PlainFeatures features, Progresses progresses) {
        this.documents = documents;
        this.features = features;
        this.progresses = progresses;
    }

    /** Answered as soon as the command has begun. */
    Reply<Void> execute(Lsp.ExecuteCommandParams params) {
        List<JsonText> arguments = Objects.requireNonNullElse(params.arguments(), List.of());
        try {
            features.execute(params.command(), arguments.isEmpty() ? null : Json.read(arguments.getFirst().text()));
        } catch (IllegalArgumentException misfit) {
            throw FromWire.invalid(String.valueOf(misfit.getMessage()));
        }
        return Reply.now(null);
    }

    Reply<List<Lsp.CodeAction>> actions(Lsp.CodeActionParams params) throws InterruptedException {
        List<String> only = params.context().only();
        Lsp.Range range = params.range();
        return Reply.now(features
                .actions(params.textDocument().uri(), line(range.start()), line(range.end()), json(range),
                        diagnostics(params.context()))
                .stream()
                .filter(offer -> only == null || only.isEmpty() || only.stream().anyMatch(offer.kind()::isBelow))
                .map(offer -> new Lsp.CodeAction(offer.title(), offer.kind().word(), command(offer))).toList());
    }

    Reply<List<Lsp.CodeLens>> lenses(Lsp.CodeLensParams params) throws InterruptedException {
        return Reply.now(features.lenses(params.textDocument().uri()).stream().map(offer -> {
            Lsp.Position line = new Lsp.Position(Objects.requireNonNullElse(offer.line(), 0), 0);
            return new Lsp.CodeLens(new Lsp.Range(line, line), command(offer));
        }).toList());
    }

    Reply<Lsp.CompletionList> completions(Lsp.CompletionParams params) throws InterruptedException {
        String uri = params.textDocument().uri();
        int offset = documents.offset(uri, params.position());
        List<Lsp.CompletionItem> items = new ArrayList<>();
        for (Completion each : features.completions(uri, offset)) {
            Lsp.Range range = documents.range(uri, each.start(), offset);
            items.add(new Lsp.CompletionItem(each.label(), kind(each.kind()), each.detail().isEmpty() ? null
                    : each.detail(), filter(each, documents.content(uri, range)), String.format("%04d", items.size()),
                    new Lsp.TextEdit(range, each.text())));
        }
        return Reply.now(new Lsp.CompletionList(true, items));
    }

    /**
     * Editors look for what was typed in this. A file is found by letters that need not stand together, which some editors would not
     * find: they get what was typed.
     */
    private static String filter(Completion each, Optional<String> typed) {
        return switch (each.kind()) {
            case SESSION -> each.text() + " " + each.label();
            case FILE -> typed.orElse(each.text());
            case COMMAND, MODEL -> each.text();
        };
    }

    private static int kind(Completion.Kind kind) {
        return switch (kind) {
            case FILE -> FILE;
            case COMMAND -> KEYWORD;
            case SESSION -> REFERENCE;
            case MODEL -> VALUE;
        };
    }

    void cancel(Lsp.WorkDoneProgressCancelParams params) {
        progresses.cancel(params);
    }

    void didOpen(Lsp.DidOpenTextDocumentParams params) {
        documents.didOpen(params);
        features.opened(params.textDocument().uri());
    }

    private static Lsp.Command command(Offer offer) {
        return new Lsp.Command(offer.title(), offer.command(), List.of(new JsonText(offer.argument().toString())));
    }

    private static int line(Lsp.Position position) {
        return Math.clamp(position.line(), 0, Integer.MAX_VALUE);
    }

    private static ObjectNode json(Lsp.Range range) {
        return Json.object().<ObjectNode>set("start", json(range.start())).set("end", json(range.end()));
    }

    private static ObjectNode json(Lsp.Position position) {
        return Json.object().put("line", position.line()).put("character", position.character());
    }

    private static @Nullable JsonNode diagnostics(Lsp.CodeActionContext context) {
        if (context.diagnostics() == null) {
            return null;
        }
        ArrayNode all = Json.object().arrayNode();
        context.diagnostics().forEach(each -> all.add(Json.read(each.text())));
        return all;
    }
}
