package dev.podd.tool.builtin;

import dev.podd.item.Utf8;
import dev.podd.tool.Excerpt;
import dev.podd.workspace.KeptOutput;
import dev.podd.workspace.OutputFolder;
import dev.podd.workspace.WorkspaceException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a command has printed, in bounded memory: all of it while it is short; then its two ends, and the whole (or, of
 * very long output, the beginning and the end) in a file.
 */
final class Printed implements AutoCloseable {
    private final OutputFolder outputs;
    private final String call;
    private final int maxBytes;
    /** All of it, or its beginning once there is a file. Guarded by this, as is all below. */
    private final StringBuilder start = new StringBuilder();
    private final StringBuilder end = new StringBuilder();
    private long bytes;
    private @Nullable KeptOutput file;
    private boolean isLost;

    Printed(OutputFolder outputs, String call, int maxBytes) {
        this.outputs = outputs;
        this.call = call;
        this.maxBytes = maxBytes;
    }

    synchronized void add(String text) {
        boolean wasShort = isShort();
        bytes += Utf8.length(text);
        if (wasShort) {
            start.append(text);
        }
        if (isShort()) {
            return;
        }
        String more = wasShort ? start.toString() : text;
        keepWhole(more);
        end.append(more);
        trim();
    }

    private boolean isShort() {
        return bytes <= maxBytes;
    }

    private void keepWhole(String text) {
        if (isLost) {
            return;
        }
        try {
            KeptOutput opened = file == null ? outputs.open(call) : file;
            file = opened;
            opened.write(text);
        } catch (IOException | WorkspaceException e) {
            isLost = true; // a full disk takes the whole output, not what the model is shown
        }
    }

    /** A character has at least one byte, so that so many characters are enough. */
    private void trim() {
        start.setLength(Math.min(start.length(), maxBytes));
        if (end.length() > 2L * maxBytes) {
            end.delete(0, end.length() - maxBytes);
        }
    }

    /** At most {@code maxBytes}; null when nothing was printed. */
    synchronized @Nullable String body() {
        if (bytes == 0) {
            return null;
        }
        return isShort() ? start.toString()
                : Excerpt.ends(start.toString(), end.toString(), bytes, maxBytes, where());
    }

    private String where() {
        long leftOut = file == null ? 0 : file.leftOut();
        return isLost ? Excerpt.where(null) : leftOut == 0 ? Excerpt.where(outputs.file(call))
                : "all but " + leftOut + " bytes of the middle is in " + outputs.file(call);
    }

    @Override
    public synchronized void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            // as above
        }
    }
}
