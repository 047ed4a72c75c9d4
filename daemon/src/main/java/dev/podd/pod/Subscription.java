package dev.podd.pod;

/** A watcher's place among those of a Pod; closing it ends the watching. */
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
