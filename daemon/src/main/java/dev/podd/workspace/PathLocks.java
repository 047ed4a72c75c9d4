package dev.podd.workspace;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * One lock a path, so that reading, checking and writing a file is one step; and who wants to know of files that were
 * written. One instance a daemon, for all Pods.
 */
public final class PathLocks {
    private final ConcurrentMap<Path, Held> locks = new ConcurrentHashMap<>();
    private final List<Consumer<Path>> listeners = new CopyOnWriteArrayList<>();

    /**
     * Tells each file that was written or deleted by Podd itself, or saved in an editor.
     *
     * @param listener called on any thread but a reader thread, with a real path; may look at the file
     * @return ends it
     */
    public Runnable listen(Consumer<Path> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** A file has its content from Podd itself or from an editor. */
    public void written(Path real) {
        listeners.forEach(listener -> listener.accept(real));
    }

    /** Runs a task while no other has the path. */
    public <T> T alone(Path real, Callable<T> task) throws InterruptedException {
        Held held = locks.compute(real, (path, known) -> new Held(known == null ? new ReentrantLock() : known.lock,
                known == null ? 1 : known.users + 1));
        try {
            held.lock.lockInterruptibly();
            try {
                return task.call();
            } finally {
                held.lock.unlock();
            }
        } catch (RuntimeException | InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new WorkspaceException(real + ": " + e.getMessage(), e);
        } finally {
            locks.computeIfPresent(real,
                    (path, known) -> known.users == 1 ? null : new Held(known.lock, known.users - 1));
        }
    }

    /** {@code users} hold the lock or wait for it. */
    private record Held(ReentrantLock lock, int users) {}
}
