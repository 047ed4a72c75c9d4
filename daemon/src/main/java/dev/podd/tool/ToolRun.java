package dev.podd.tool;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a running tool can tell. */
public interface ToolRun {
    /** The id of the call. */
    String call();

    /** Shows the person a piece of output; at most some 20 times a second, since each is an event. */
    void output(String text);

    /**
     * Sets what the result of the call is if the call is cancelled; without it the result says no more than that.
     *
     * @param result asked for at the cancel, on another thread
     */
    void ifCancelled(Supplier<ToolOutput> result);

    /**
     * Records a change of a file, on the disk, and makes it then.
     *
     * @param before its bytes, null when it is new
     * @param after  its bytes to be, null when it will be gone
     * @param making makes the change; what it throws is thrown here
     */
    void fileChange(Path file, byte @Nullable [] before, byte @Nullable [] after, Making making)
            throws InterruptedException;

    /** Makes a change of a file. */
    @FunctionalInterface
    interface Making {
        void make() throws InterruptedException;
    }
}
