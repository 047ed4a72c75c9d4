package dev.podd.tool.builtin;

import dev.podd.item.ToolKind;
import dev.podd.language.CodePlace;
import dev.podd.language.LanguageServers;
import dev.podd.language.Spot;
import dev.podd.thread.PlatformWork;
import dev.podd.tool.FileBackedLimit;
import dev.podd.tool.ToolOutput;
import dev.podd.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Asks the editor's language servers where something is defined, or used. */
final class PlacesTool extends LanguageTool<PlacesTool.Arguments> {
    private final Workspace workspace;
    private final FileBackedLimit limit;
    private final @Nullable Predicate<Path> denied;
    private final Question question;
    private final String what;

    /** What is asked about a place. */
    @FunctionalInterface
    private interface Question {
        List<CodePlace> ask(Spot spot) throws InterruptedException;
    }

    private PlacesTool(PlatformWork threads, LanguageServers servers, Workspace workspace, FileBackedLimit limit,
            Function<String, Optional<Predicate<Path>>> denied, String name, String description, Question question) {
        super(threads, servers, name, ToolKind.SEARCH, Arguments.class, description,
                Schema.requiring("path", "symbol").text("path").text("symbol").integer("line"));
        this.workspace = workspace;
        this.limit = limit;
        this.denied = denied.apply(name).orElse(null);
        this.question = question;
        this.what = name.equals("references") ? "reference" : name;
    }

    static PlacesTool definition(PlatformWork threads, LanguageServers servers, Workspace workspace,
            FileBackedLimit limit, Function<String, Optional<Predicate<Path>>> denied) {
        return new PlacesTool(threads, servers, workspace, limit, denied, "definition",
                "Where a symbol is defined, as the editor's language server knows. path: a file that uses it, line: "
                        + "near which.",
                servers::definition);
    }

    static PlacesTool references(PlatformWork threads, LanguageServers servers, Workspace workspace,
            FileBackedLimit limit, Function<String, Optional<Predicate<Path>>> denied) {
        return new PlacesTool(threads, servers, workspace, limit, denied, "references",
                "All uses of the symbol that is named near a line of a file, by the editor's language server.",
                servers::references);
    }

    @Override
    PlannedCall plan(Arguments given) {
        Path file = workspace.readable(given.path);
        return PlannedCall.about(file, name() + " " + PlannedCall.shortened(given.symbol) + " in "
                + workspace.name(file), run -> find(file, given)).at(given.line == null ? null : given.line - 1);
    }

    private ToolOutput find(Path file, Arguments given) throws InterruptedException {
        NamedSpot spot = NamedSpot.of(workspace, file, given.symbol, given.line);
        ShownPlaces shown = new ShownPlaces(workspace, limit.maxBytes(name()), denied);
        question.ask(spot.spot()).forEach(place -> shown.add(place, "", null));
        return shown.output(what, " of " + PlannedCall.shortened(given.symbol) + " as named in " + workspace.name(file)
                + ":" + (spot.line() + 1));
    }

    record Arguments(String path, String symbol, @Nullable Integer line) {}
}
