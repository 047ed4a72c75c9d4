package dev.podd.event;

/** Is told the events of a Pod, in order and one at a time, on threads that work for the Pod: it returns at once. */
@FunctionalInterface
public interface Watcher {
    void happened(PodEvent event);
}
