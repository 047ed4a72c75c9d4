package dev.podd.tool.builtin;

import dev.podd.item.ToolKind;
import dev.podd.language.LanguageServers;
import dev.podd.thread.PlatformWork;
import dev.podd.tool.ToolOutput;
import dev.podd.workspace.Workspace;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the editor's language servers for the type and the documentation of something. */
final class HoverTool extends LanguageTool<HoverTool.Arguments> {
    private final Workspace workspace;

    HoverTool(PlatformWork threads, LanguageServers servers, Workspace workspace) {
        super(threads, servers, "hover", ToolKind.READ, Arguments.class,
                "Type and documentation of the symbol that is named near a line of a file, by the editor's language "
                        + "server.",
                Schema.requiring("path", "symbol").text("path").text("symbol").integer("line"));
        this.workspace = workspace;
    }

    @Override
    PlannedCall plan(Arguments given) {
        Path file = workspace.readable(given.path);
        return PlannedCall.about(file, "hover " + PlannedCall.shortened(given.symbol) + " in " + workspace.name(file),
                run -> hover(file, given)).at(given.line == null ? null : given.line - 1);
    }

    private ToolOutput hover(Path file, Arguments given) throws InterruptedException {
        NamedSpot spot = NamedSpot.of(workspace, file, given.symbol, given.line);
        Optional<String> said = servers.hover(spot.spot());
        String named = PlannedCall.shortened(given.symbol) + " as named in " + workspace.name(file) + ":"
                + (spot.line() + 1);
        return ToolOutput.ok(said.isPresent() ? named : "nothing is known of " + named, said.orElse(null));
    }

    record Arguments(String path, String symbol, @Nullable Integer line) {}
}
