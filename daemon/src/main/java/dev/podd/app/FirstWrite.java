package dev.podd.app;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Runs a task after the first flush. One thread writes. */
final class FirstWrite extends FilterOutputStream {
    private final Runnable then;
    private boolean isDone;

    FirstWrite(OutputStream out, Runnable then) {
        super(out);
        this.then = then;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
        if (!isDone) {
            isDone = true;
            then.run();
        }
    }
}
