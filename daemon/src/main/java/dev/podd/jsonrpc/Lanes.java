package dev.podd.jsonrpc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;

/** Queues by name, in which a request waits until all before it have left. */
final class Lanes {
    private final ConcurrentMap<Object, Place> last = new ConcurrentHashMap<>();

    /** Takes the place behind the last of a queue. Called on the reader only, so places are in order of arrival. */
    Place enter(Object queue) {
        Place before = last.get(queue);
        Place place = new Place(queue, before == null ? CompletableFuture.completedFuture(null) : before.gone);
        last.put(queue, place);
        return place;
    }

    /** One request's place in a queue. */
    final class Place {
        private final CompletableFuture<Void> before;
        private final CompletableFuture<Void> left = new CompletableFuture<>();
        /** This and all before have left: who gives up while waiting lets nobody overtake those before. */
        private final CompletableFuture<Void> gone;

        private Place(Object queue, CompletableFuture<Void> before) {
            this.before = before;
            gone = CompletableFuture.allOf(before, left).thenRun(() -> last.remove(queue, this));
        }

        /** Waits until all before have left. */
        void await() throws InterruptedException {
            try {
                before.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a place is only ever left", e);
            }
        }

        void leave() {
            left.complete(null);
        }
    }
}
