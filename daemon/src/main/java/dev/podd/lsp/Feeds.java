package dev.podd.lsp;

import dev.podd.pod.Pod;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The feeds of all Pods that some editor has opened; one for all connections of a process. */
public final class Feeds {
    private final ConcurrentMap<String, Feed> feeds = new ConcurrentHashMap<>();

    /** Whether some editor has opened the Pod before. */
    boolean has(Pod pod) {
        return feeds.containsKey(pod.id());
    }

    /** The Pod's feed, which has all of its events from the first on. */
    Feed of(Pod pod) {
        return feeds.computeIfAbsent(pod.id(), id -> {
            Feed feed = new Feed();
            pod.watch(0L, feed);
            return feed;
        });
    }

    /** The Pod is closed; whoever still reads its feed comes to its end. */
    Optional<Feed> remove(Pod pod) {
        return Optional.ofNullable(feeds.remove(pod.id()));
    }
}
