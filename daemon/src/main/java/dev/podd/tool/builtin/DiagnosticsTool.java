package dev.podd.tool.builtin;

import dev.podd.item.ToolKind;
import dev.podd.language.Diagnostic;
import dev.podd.language.LanguageServers;
import dev.podd.thread.PlatformWork;
import dev.podd.tool.FileBackedLimit;
import dev.podd.tool.ToolOutput;
import dev.podd.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Asks the editor's language servers what they complain about, in one file or in all. */
final class DiagnosticsTool extends LanguageTool<DiagnosticsTool.Arguments> {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final Workspace workspace;
    private final FileBackedLimit limit;
    private final @Nullable Predicate<Path> denied;

    DiagnosticsTool(PlatformWork threads, LanguageServers servers, Workspace workspace, FileBackedLimit limit,
            Function<String, Optional<Predicate<Path>>> denied) {
        super(threads, servers, "diagnostics", ToolKind.READ, Arguments.class,
                "Errors and warnings of the editor's language servers, the worst first: of one file, or of all they "
                        + "have looked at.",
                Schema.requiring().text("path"));
        this.workspace = workspace;
        this.limit = limit;
        this.denied = denied.apply("diagnostics").orElse(null);
    }

    @Override
    PlannedCall plan(Arguments given) {
        if (given.path == null) {
            return PlannedCall.of("diagnostics of all files", run -> show(servers.diagnostics(), ""));
        }
        Path file = workspace.readable(given.path);
        return PlannedCall.about(file, "diagnostics of " + workspace.name(file), run -> show(
                servers.diagnostics(workspace.nameInEditor(file), LIMIT), " in " + workspace.name(file)));
    }

    private ToolOutput show(List<Diagnostic> diagnostics, String end) {
        ShownPlaces shown = new ShownPlaces(workspace, limit.maxBytes(name()), denied);
        diagnostics.stream().sorted(Comparator.comparing(Diagnostic::severity))
                .forEach(each -> shown.add(each.place(), "", afterLine(each)));
        return shown.output("diagnostic", end);
    }

    /** The place has named the line. */
    private static String afterLine(Diagnostic each) {
        String line = each.line();
        return line.substring(line.indexOf(": ") + 2);
    }

    record Arguments(@Nullable String path) {}
}
