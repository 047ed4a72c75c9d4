package dev.podd.lsp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.buffer.Position;
import dev.podd.buffer.PositionEncoding;
import dev.podd.buffer.Range;
import dev.podd.language.CodePlace;
import dev.podd.language.Diagnostic;
import dev.podd.language.LanguageException;
import dev.podd.language.Renaming;
import dev.podd.language.Symbol;
import dev.podd.workspace.FileUris;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answers of language servers, in all the forms that LSP has for each. What is more than a few thousand of anything
 * is passed over; what does not fit is refused with the name of what is missing.
 */
final class LanguageAnswers {
    private static final int MOST = 5000;
    private static final int MAX_DEPTH = 50;
    /** Of one text. */
    private static final int MAX_TEXT = 100_000;
    /** LSP's SymbolKind, from 1. */
    private static final List<String> KINDS = List.of("file", "module", "namespace", "package", "class", "method",
            "property", "field", "constructor", "enum", "interface", "function", "variable", "constant", "string",
            "number", "boolean", "array", "object", "key", "null", "enum member", "struct", "event", "operator",
            "type parameter");

    private final String query;

    private LanguageAnswers(String query) {
        this.query = query;
    }

    /** Of one document: a report, or a list. */
    static List<Diagnostic> diagnostics(JsonNode answer, String uri) {
        List<Diagnostic> all = new ArrayList<>();
        new LanguageAnswers("diagnostics").addDiagnostics(answer.isArray() ? answer : answer.path("items"), uri, all);
        return all;
    }

    /** Of many documents: a workspace diagnostic report, or a list of those for one document each. */
    static List<Diagnostic> diagnostics(JsonNode answer) {
        LanguageAnswers reader = new LanguageAnswers("diagnostics");
        List<Diagnostic> all = new ArrayList<>();
        for (JsonNode each : answer.isArray() ? answer : answer.path("items")) {
            JsonNode items = each.has("diagnostics") ? each.path("diagnostics") : each.path("items");
            reader.addDiagnostics(items, reader.text(each, "uri"), all);
        }
        return all;
    }

    private void addDiagnostics(JsonNode items, String uri, List<Diagnostic> all) {
        for (JsonNode item : items) {
            if (all.size() == MOST) {
                return;
            }
            Range range = range(item.path("range"), "range");
            Diagnostic.Severity[] severities = Diagnostic.Severity.values();
            String source = item.path("source").asText() + " " + code(item.path("code"));
            all.add(new Diagnostic(place(uri, range), range.start().character(),
                    severities[Math.clamp(item.path("severity").asInt(1), 1, severities.length) - 1],
                    cut(text(item, "message")), source.strip()));
        }
    }

    private static String code(JsonNode code) {
        return code.isObject() ? code.path("value").asText() : code.asText();
    }

    /** A location, or a list of locations or of links to them. */
    static List<CodePlace> places(String query, JsonNode answer) {
        LanguageAnswers reader = new LanguageAnswers(query);
        List<CodePlace> places = new ArrayList<>();
        for (JsonNode each : answer.isObject() ? List.of(answer) : answer) {
            if (places.size() == MOST) {
                break;
            }
            boolean isLink = each.has("targetUri");
            places.add(place(reader.text(each, isLink ? "targetUri" : "uri"), isLink
                    ? reader.range(each.path(each.has("targetSelectionRange") ? "targetSelectionRange" : "targetRange"),
                            "targetRange")
                    : reader.range(each.path("range"), "range")));
        }
        return places;
    }

    /**
     * Document symbols, nested, or symbols with the place of each.
     *
     * @param uri of the document that was asked about; null for all
     */
    static List<Symbol> symbols(JsonNode answer, @Nullable String uri) {
        List<Symbol> symbols = new ArrayList<>();
        new LanguageAnswers("symbols").addSymbols(answer, uri, "", 0, symbols);
        return symbols;
    }

    private void addSymbols(JsonNode list, @Nullable String uri, String container, int depth, List<Symbol> symbols) {
        for (JsonNode each : list) {
            if (symbols.size() == MOST || depth > MAX_DEPTH) {
                return;
            }
            JsonNode location = each.path("location");
            String within = each.path("containerName").asText(container);
            String name = cut(text(each, "name"));
            symbols.add(new Symbol(name, kind(each.path("kind").asInt()), depth > 0 ? "" : cut(within),
                    location.isObject() ? inLocation(location)
                            : place(uri == null ? text(each, "uri") : uri, range(each.has("selectionRange")
                                    ? each.path("selectionRange") : each.path("range"), "range")),
                    depth));
            addSymbols(each.path("children"), uri, name, depth + 1, symbols);
        }
    }

    /** Of a workspace symbol, the range may be left out. */
    private CodePlace inLocation(JsonNode location) {
        String uri = text(location, "uri");
        return location.has("range") ? place(uri, range(location.path("range"), "range"))
                : new CodePlace(uri, FileUris.path(uri).orElse(null), 0, 0);
    }

    private static String kind(int number) {
        return number < 1 || number > KINDS.size() ? "symbol" : KINDS.get(number - 1);
    }

    /** Marked-up text, or marked strings. */
    static Optional<String> hover(JsonNode answer) {
        List<String> texts = new ArrayList<>();
        JsonNode contents = answer.path("contents");
        for (JsonNode each : contents.isArray() ? contents : List.of(contents)) {
            String value = each.isTextual() ? each.textValue() : each.path("value").asText();
            boolean isCode = each.has("language");
            if (!value.isBlank()) {
                texts.add(isCode ? "```" + each.path("language").asText() + "\n" + value.strip() + "\n```"
                        : value.strip());
            }
        }
        return texts.isEmpty() ? Optional.empty() : Optional.of(cut(String.join("\n\n", texts)));
    }

    /** A workspace edit that changes documents and nothing else. */
    static Renaming renaming(JsonNode answer, PositionEncoding encoding) {
        LanguageAnswers reader = new LanguageAnswers("rename");
        Map<Path, List<Renaming.Edit>> edits = new LinkedHashMap<>();
        answer.path("changes").properties()
                .forEach(each -> reader.addEdits(edits, each.getKey(), each.getValue()));
        for (JsonNode each : answer.path("documentChanges")) {
            if (each.has("kind")) {
                throw new LanguageException("the rename would also " + FromWire.shown(each.path("kind").asText())
                        + " files, which Podd does not do; nothing is changed");
            }
            reader.addEdits(edits, reader.text(each.path("textDocument"), "uri"), each.path("edits"));
        }
        return new Renaming(encoding, edits);
    }

    private void addEdits(Map<Path, List<Renaming.Edit>> edits, String uri, JsonNode list) {
        Path file = FileUris.path(uri).orElseThrow(() -> new LanguageException("the rename would change "
                + FromWire.shown(uri) + ", which is no file; nothing is changed"));
        for (JsonNode each : list) {
            edits.computeIfAbsent(file, none -> new ArrayList<>())
                    .add(new Renaming.Edit(range(each.path("range"), "range"), text(each, "newText")));
        }
    }

    private static CodePlace place(String uri, Range range) {
        return new CodePlace(uri, FileUris.path(uri).orElse(null), range.start().line(), range.end().line());
    }

    private Range range(JsonNode range, String name) {
        return new Range(position(range.path("start"), name), position(range.path("end"), name));
    }

    private Position position(JsonNode position, String name) {
        JsonNode line = position.path("line");
        JsonNode character = position.path("character");
        if (!line.isNumber() || !character.isNumber()) {
            throw unfit(name);
        }
        return new Position(Math.clamp(line.asLong(), 0, Integer.MAX_VALUE),
                Math.clamp(character.asLong(), 0, Integer.MAX_VALUE));
    }

    private String text(JsonNode node, String field) {
        JsonNode text = node.path(field);
        if (!text.isTextual()) {
            throw unfit(field);
        }
        return text.textValue();
    }

    private LanguageException unfit(String field) {
        return new LanguageException("the editor's answer to " + query + " is not what LSP says: no valid " + field);
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }
}
