package dev.podd.app;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A buffered stream of UTF-8 text that keeps the reason of its first failed write. */
final class Output extends PrintStream {
    private final Recorder recorder;

    private Output(Recorder recorder) {
        super(new BufferedOutputStream(recorder), false, StandardCharsets.UTF_8);
        this.recorder = recorder;
    }

    static Output to(OutputStream stream) {
        return new Output(new Recorder(stream));
    }

    /** Why text was lost, as the system words it; null when none was, and when its reader had gone, which wants no more. */
    @Nullable String failure() {
        IOException first = recorder.first;
        String reason = first == null ? null : String.valueOf(first.getMessage());
        return reason == null || reason.contains("Broken pipe") ? null : reason;
    }

    /** @throws IOException the first write that failed */
    void requireWritten() throws IOException {
        IOException first = recorder.first;
        if (first != null) {
            throw new IOException(first.getMessage(), first);
        }
    }

    private static final class Recorder extends FilterOutputStream {
        private volatile @Nullable IOException first;

        Recorder(OutputStream stream) {
            super(stream);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                first = first == null ? e : first;
                throw e;
            }
        }
    }
}
