package dev.podd.tool.builtin;

import dev.podd.language.Diagnostic;
import dev.podd.language.LanguageException;
import dev.podd.language.LanguageServers;
import dev.podd.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What language servers say of an open document after an edit, as the end of the edit's result. */
final class NewDiagnostics {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final int MAX_SHOWN = 20;

    private final LanguageServers servers;
    private final Workspace workspace;

    NewDiagnostics(LanguageServers servers, Workspace workspace) {
        this.servers = servers;
        this.workspace = workspace;
    }

    /** The body of a result with the errors and warnings that an open document has now. */
    @Nullable String after(@Nullable String body, Path file, boolean isOpen) throws InterruptedException {
        if (!isOpen || !servers.isOffered()) {
            return body;
        }
        return (body == null ? "" : body + "\n\n") + said(file);
    }

    private String said(Path file) throws InterruptedException {
        try {
            List<Diagnostic> found = servers.diagnostics(workspace.nameInEditor(file), LIMIT).stream()
                    .filter(each -> each.severity().compareTo(Diagnostic.Severity.WARNING) <= 0)
                    .sorted(Comparator.comparing(Diagnostic::severity)).toList();
            return found.isEmpty() ? "No errors or warnings in the editor."
                    : "In the editor now:\n" + String.join("\n", lines(found));
        } catch (LanguageException unknown) {
            return "Errors and warnings are not known: " + unknown.getMessage() + ".";
        }
    }

    private static List<String> lines(List<Diagnostic> found) {
        List<String> lines = new ArrayList<>(found.stream().limit(MAX_SHOWN).map(Diagnostic::line).toList());
        if (found.size() > MAX_SHOWN) {
            lines.add("(" + (found.size() - MAX_SHOWN) + " more)");
        }
        return lines;
    }
}
