package dev.podd.lsp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.json.Json;
import dev.podd.jsonrpc.Connection;
import dev.podd.jsonrpc.ConnectionClosedException;
import dev.podd.jsonrpc.JsonText;
import dev.podd.jsonrpc.RpcException;
import dev.podd.lsp.wire.EditorTypes.EditorQuery;
import dev.podd.lsp.wire.EditorTypes.EditorQueryParams;
import dev.podd.lsp.wire.Lsp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks the editor for the diagnostics of a document by {@code editor/query}, as text with a line for each. */
final class EditorDiagnostics {
    private static final int MOST = 200;
    private static final List<String> SEVERITIES = List.of("error", "warning", "information", "hint");

    private final Connection editor;

    EditorDiagnostics(Connection editor) {
        this.editor = editor;
    }

    /** The diagnostics, or in parentheses why there are none. */
    String of(String uri, Duration patience) throws InterruptedException {
        if (patience.isNegative()) {
            return "(the editor did not say in time)";
        }
        EditorQueryParams query = new EditorQueryParams(EditorQuery.DIAGNOSTICS, new Lsp.TextDocumentIdentifier(uri),
                null, null);
        try {
            JsonText report = editor.ask("editor/query", query, JsonText.class, patience);
            return report == null ? "(the editor knows none)" : text(Json.read(report.text()));
        } catch (RpcException | ConnectionClosedException e) {
            return "(the editor did not say: " + e.getMessage() + ")";
        }
    }

    /** @param report a document diagnostic report of LSP, or a list of diagnostics */
    private static String text(JsonNode report) {
        JsonNode items = report.isArray() ? report : report.path("items");
        List<String> lines = new ArrayList<>();
        for (JsonNode item : items) {
            if (lines.size() == MOST) {
                lines.add("(" + (items.size() - MOST) + " more)");
                break;
            }
            lines.add(line(item));
        }
        return lines.isEmpty() ? "(none)" : String.join("\n", lines);
    }

    /** Lines and characters count from 1, as in the output of compilers. */
    private static String line(JsonNode item) {
        JsonNode start = item.path("range").path("start");
        int severity = item.path("severity").asInt(1);
        String source = item.path("source").asText() + " " + item.path("code").asText();
        return (start.path("line").asInt() + 1) + ":" + (start.path("character").asInt() + 1) + ": "
                + SEVERITIES.get(Math.clamp(severity, 1, SEVERITIES.size()) - 1) + ": " + item.path("message").asText()
                + (source.isBlank() ? "" : " (" + source.strip() + ")");
    }
}
