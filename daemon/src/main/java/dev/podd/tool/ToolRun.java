package dev.podd.tool;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a running tool can tell. */
public interface ToolRun {
    /** The id of the call. */
    String call();

    /** Shows what it has printed so far. */
    void output(String text);

    /**
     * Records a change of a file before it is made, on the disk when this returns.
     *
     * @param before its bytes, null when it is new
     * @param after  its bytes to be, null when it will be gone
     */
    void fileChange(Path file, byte @Nullable [] before, byte @Nullable [] after);
}
