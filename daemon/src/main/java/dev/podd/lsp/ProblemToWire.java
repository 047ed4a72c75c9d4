package dev.podd.lsp;

import dev.podd.buffer.Text;
import dev.podd.item.TextRange;
import dev.podd.lsp.wire.Lsp;
import dev.podd.lsp.wire.ManifestTypes.WireProblem;
import dev.podd.manifest.ManifestProblem;
import java.util.Optional;

/** What is wrong with manifests as editors get it: lines and characters from 0 instead of from 1. */
final class ProblemToWire {
    private static final int ERROR = 1;
    private static final int WARNING = 2;

    private ProblemToWire() {}

    /** A problem in the text that was asked about. */
    static WireProblem here(ManifestProblem problem, Text text, Documents documents) {
        return new WireProblem(documents.toWire(Optional.of(text), range(problem)), severity(problem),
                problem.message(), null);
    }

    /** A problem in some file, whose text is not at hand: characters are UTF-16 units. */
    static WireProblem elsewhere(ManifestProblem problem) {
        TextRange range = range(problem);
        return new WireProblem(new Lsp.Range(new Lsp.Position(range.startLine(), range.startCharacter()),
                new Lsp.Position(range.endLine(), range.endCharacter())), severity(problem), problem.message(),
                problem.source());
    }

    private static TextRange range(ManifestProblem problem) {
        return new TextRange(problem.line() - 1, problem.column() - 1, problem.endLine() - 1,
                problem.endColumn() - 1);
    }

    private static int severity(ManifestProblem problem) {
        return problem.isError() ? ERROR : WARNING;
    }
}
