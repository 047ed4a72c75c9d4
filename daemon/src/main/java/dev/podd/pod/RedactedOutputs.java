package dev.podd.pod;

import dev.podd.redaction.HiddenText;
import dev.podd.redaction.SecretScanner;
import dev.podd.sandbox.Secrets;
import dev.podd.tool.OutputLimit;
import dev.podd.tool.ToolOutput;
import org.jspecify.annotations.Nullable;

/**
 * Keeps keys out of what tools bring: those of the providers, always, and what looks like a secret of anybody, unless the
 * manifest allows it. A tool may have read one wherever it stood. The summary says how many were hidden.
 */
final class RedactedOutputs implements OutputLimit {
    private final OutputLimit limit;
    private final Secrets known;
    private final boolean hidesShapes;

    RedactedOutputs(OutputLimit limit, Secrets known, boolean hidesShapes) {
        this.limit = limit;
        this.known = known;
        this.hidesShapes = hidesShapes;
    }

    @Override
    public @Nullable String cut(String tool, String call, @Nullable String body) {
        return limit.cut(tool, call, body);
    }

    @Override
    public ToolOutput shown(ToolOutput output) {
        HiddenText summary = hidden(output.summary());
        HiddenText body = hidden(output.body() == null ? "" : output.body());
        int count = summary.count() + body.count();
        String note = count == 0 ? "" : count == 1 ? " (1 secret hidden)" : " (" + count + " secrets hidden)";
        return new ToolOutput(output.outcome(), summary.text() + note, output.body() == null ? null : body.text(),
                shownDiff(output.diff()), output.images());
    }

    @Override
    public @Nullable String shownDiff(@Nullable String diff) {
        return diff == null ? null : hidden(diff).text();
    }

    private HiddenText hidden(String text) {
        String safe = known.redact(text);
        return hidesShapes ? SecretScanner.hide(safe) : HiddenText.of(safe);
    }
}
