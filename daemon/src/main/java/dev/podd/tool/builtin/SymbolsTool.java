package dev.podd.tool.builtin;

import dev.podd.item.ToolKind;
import dev.podd.language.LanguageServers;
import dev.podd.language.Symbol;
import dev.podd.thread.PlatformWork;
import dev.podd.tool.FileBackedLimit;
import dev.podd.tool.ToolException;
import dev.podd.tool.ToolOutput;
import dev.podd.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Asks the editor's language servers what a file defines, or where something of a name is defined. */
final class SymbolsTool extends LanguageTool<SymbolsTool.Arguments> {
    private static final int MAX_DEPTH = 8;

    private final Workspace workspace;
    private final FileBackedLimit limit;
    private final @Nullable Predicate<Path> denied;

    SymbolsTool(PlatformWork threads, LanguageServers servers, Workspace workspace, FileBackedLimit limit,
            Function<String, Optional<Predicate<Path>>> denied) {
        super(threads, servers, "symbols", ToolKind.SEARCH, Arguments.class,
                "The outline of the file path, or where anything named like query is defined, by the editor's language "
                        + "server.",
                Schema.requiring().text("path").text("query"));
        this.workspace = workspace;
        this.limit = limit;
        this.denied = denied.apply("symbols").orElse(null);
    }

    @Override
    PlannedCall plan(Arguments given) {
        if (given.path != null) {
            Path file = workspace.readable(given.path);
            return PlannedCall.about(file, "symbols of " + workspace.name(file), run -> show(
                    servers.symbols(workspace.nameInEditor(file)), given.query, " in " + workspace.name(file)));
        }
        String query = Optional.ofNullable(given.query).map(String::strip).filter(text -> !text.isEmpty())
                .orElseThrow(() -> new ToolException("symbols needs path or query"));
        return PlannedCall.of("symbols " + PlannedCall.shortened(query), run -> show(servers.symbols(query), null,
                " for " + PlannedCall.shortened(query)));
    }

    private ToolOutput show(List<Symbol> symbols, @Nullable String query, String end) {
        ShownPlaces shown = new ShownPlaces(workspace, limit.maxBytes(name()), denied);
        for (Symbol each : symbols) {
            if (query == null || each.name().contains(query)) {
                String within = each.container().isEmpty() ? "" : " in " + each.container();
                shown.add(each.place(), "  ".repeat(Math.min(each.depth(), MAX_DEPTH)) + each.kind() + " "
                        + each.name() + within + ", ", "");
            }
        }
        return shown.output("symbol", end);
    }

    record Arguments(@Nullable String path, @Nullable String query) {}
}
