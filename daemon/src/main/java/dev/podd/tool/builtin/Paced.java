package dev.podd.tool.builtin;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Runs a task after each request, on a thread of its own and never twice within an interval: requests that come sooner
 * are answered by one run. The close waits for the last run.
 */
final class Paced implements AutoCloseable {
    private final Runnable task;
    private final Supplier<Duration> interval;
    private final Thread thread;
    private boolean isRequested; // guarded by this
    private boolean isClosed; // guarded by this

    /** @param interval asked for after each run */
    Paced(String name, Supplier<Duration> interval, Runnable task) {
        this.task = task;
        this.interval = interval;
        this.thread = Thread.ofVirtual().name(name).start(this::work);
    }

    synchronized void request() {
        isRequested = true;
        notifyAll();
    }

    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
            notifyAll();
        }
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            while (isDue()) {
                task.run();
                rest(interval.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody has this thread to interrupt it
        }
    }

    private synchronized boolean isDue() throws InterruptedException {
        while (!isRequested && !isClosed) {
            wait();
        }
        boolean isDue = isRequested;
        isRequested = false;
        return isDue;
    }

    private synchronized void rest(Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0 && !isClosed; left = end - System.nanoTime()) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
    }
}
