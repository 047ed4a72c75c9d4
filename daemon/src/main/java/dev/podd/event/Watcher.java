package dev.podd.event;

/** Whoever watches a Pod. Called on the Pod's own thread, so it hands over and returns at once. */
@FunctionalInterface
public interface Watcher {
    void happened(PodEvent event);
}
