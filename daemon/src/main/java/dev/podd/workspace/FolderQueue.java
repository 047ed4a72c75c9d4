package dev.podd.workspace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Folders that wait to be walked, the latest first, so that few are open at once. A walk is over when none waits and
 * none is being walked.
 */
final class FolderQueue<T> {
    /** Guarded by this, as is all below. */
    private final Deque<T> waiting = new ArrayDeque<>();
    private int unfinished;
    private boolean stopped;

    /** Whether it was taken; not after a stop. */
    synchronized boolean add(T folder) {
        if (stopped) {
            return false;
        }
        unfinished++;
        waiting.push(folder);
        notify();
        return true;
    }

    /** Waits for the next; empty when the walk is over or was stopped. */
    synchronized Optional<T> take() throws InterruptedException {
        while (waiting.isEmpty() && unfinished > 0 && !stopped) {
            wait();
        }
        return stopped ? Optional.empty() : Optional.ofNullable(waiting.poll());
    }

    /** One that was taken is done, and has added those in it. */
    synchronized void done() {
        unfinished--;
        if (unfinished == 0) {
            notifyAll();
        }
    }

    /** Ends the walk; returns the folders that still waited. */
    synchronized List<T> stop() {
        stopped = true;
        notifyAll();
        List<T> left = List.copyOf(waiting);
        waiting.clear();
        return left;
    }
}
