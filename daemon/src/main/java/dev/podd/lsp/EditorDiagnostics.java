package dev.podd.lsp;

import dev.podd.language.Diagnostic;
import dev.podd.language.LanguageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The diagnostics of a document as text with a line for each, for a message to a model. */
final class EditorDiagnostics {
    private static final int MOST = 200;

    private final EditorLanguages languages;

    EditorDiagnostics(EditorLanguages languages) {
        this.languages = languages;
    }

    /** The diagnostics, or in parentheses why there are none. */
    String of(String uri, Duration patience) throws InterruptedException {
        if (patience.isNegative()) {
            return "(the editor did not say in time)";
        }
        try {
            return text(languages.diagnostics(uri, patience));
        } catch (LanguageException e) {
            return "(not known: " + e.getMessage() + ")";
        }
    }

    private static String text(List<Diagnostic> diagnostics) {
        List<String> lines = new ArrayList<>(diagnostics.stream().limit(MOST).map(Diagnostic::line).toList());
        if (diagnostics.size() > MOST) {
            lines.add("(" + (diagnostics.size() - MOST) + " more)");
        }
        return lines.isEmpty() ? "(none)" : String.join("\n", lines);
    }
}
