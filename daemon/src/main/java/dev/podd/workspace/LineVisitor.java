package dev.podd.workspace;

/** Sees lines of a text in order. */
@FunctionalInterface
public interface LineVisitor {
    /**
     * Takes one line.
     *
     * @param index  from 0
     * @param start  the line without its end; of a very long one the first 4,096 characters
     * @param length of the whole line in characters
     * @return whether the next line is wanted too
     */
    boolean line(long index, String start, long length);
}
