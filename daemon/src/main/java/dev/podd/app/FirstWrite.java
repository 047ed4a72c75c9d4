package dev.podd.app;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Does something once the first thing was written and flushed; one writer. */
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
