package dev.podd.pod;

import dev.podd.redaction.HiddenText;
import dev.podd.redaction.SecretScanner;
import dev.podd.sandbox.Secrets;
import dev.podd.thread.PlatformWork;
import dev.podd.thread.WorkStoppedException;
import dev.podd.tool.OutputLimit;
import dev.podd.tool.ToolOutput;
import org.jspecify.annotations.Nullable;

/**
 * Keeps keys out of what tools bring: those of the providers, always, and what looks like a secret of anybody, unless the
 * manifest allows it. A tool may have read one wherever it stood. The summary says how many were hidden.
 * A long output is looked through on a platform thread, and is withheld where that is stopped.
 */
final class RedactedOutputs implements OutputLimit {
    /** Characters that are looked through at once, on the caller's thread. */
    private static final int SHORT = 64 * 1024;
    private static final String WORK = "looking for secrets";

    private final PlatformWork threads;
    private final OutputLimit limit;
    private final Secrets known;
    private final boolean hidesShapes;

    RedactedOutputs(PlatformWork threads, OutputLimit limit, Secrets known, boolean hidesShapes) {
        this.threads = threads;
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
        if (length(output.summary()) + length(output.body()) + length(output.diff()) <= SHORT) {
            return redacted(output);
        }
        try {
            return threads.get(WORK, "", () -> redacted(output));
        } catch (WorkStoppedException e) {
            return new ToolOutput(output.outcome(), withheld(e), null, null);
        }
    }

    @Override
    public @Nullable String shownDiff(@Nullable String diff) {
        if (diff == null) {
            return null;
        }
        try {
            return diff.length() <= SHORT ? hidden(diff).text() : threads.get(WORK, "", () -> hidden(diff).text());
        } catch (WorkStoppedException e) {
            return withheld(e);
        }
    }

    private static String withheld(WorkStoppedException cause) {
        return "Withheld, as secrets may stand in it: " + cause.getMessage();
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private ToolOutput redacted(ToolOutput output) {
        HiddenText summary = hidden(output.summary());
        HiddenText body = hidden(output.body() == null ? "" : output.body());
        int count = summary.count() + body.count();
        String note = count == 0 ? "" : count == 1 ? " (1 secret hidden)" : " (" + count + " secrets hidden)";
        return new ToolOutput(output.outcome(), summary.text() + note, output.body() == null ? null : body.text(),
                output.diff() == null ? null : hidden(output.diff()).text(), output.images());
    }

    private HiddenText hidden(String text) {
        String safe = known.redact(text);
        return hidesShapes ? SecretScanner.hide(safe) : HiddenText.of(safe);
    }
}
