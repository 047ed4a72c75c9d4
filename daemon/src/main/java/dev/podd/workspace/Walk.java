package dev.podd.workspace;

import dev.podd.scope.Permission;
import dev.podd.scope.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Visits all files below a folder that the scope lets read and git does not ignore; {@code .git} itself is left out, and
 * no link is followed. What cannot be read is noted and passed by.
 */
final class Walk {
    private static final int MAX_THREADS = 8;
    private static final Path GITIGNORE = Path.of(".gitignore");
    private static final int MAX_RULES = 1 << 18;

    private final Scope scope;
    private final Workspace.Visitor visitor;
    private final FolderQueue<Task> queue = new FolderQueue<>();
    private final Unreadable unreadable = new Unreadable();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Walk(Scope scope, Workspace.Visitor visitor) {
        this.scope = scope;
        this.visitor = visitor;
    }

    /** A folder to be opened, and the open one that it lies in, null for the first. {@code path} is empty for that. */
    private record Task(@Nullable Shared parent, Path real, String path, IgnoreRules rules) {}

    /** Visits everything, on some threads at once; returns what could not be read. */
    Unreadable run(Path real, IgnoreRules rules) throws InterruptedException {
        throwIfInterrupted();
        queue.add(new Task(null, real, "", rules));
        List<Thread> workers = new ArrayList<>();
        int threads = Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors());
        for (int i = 0; i < threads; i++) {
            workers.add(Thread.ofPlatform().daemon().name("podd-walk-" + i).start(this::work));
        }
        try {
            for (Thread worker : workers) {
                worker.join();
            }
            throwIfInterrupted();
        } catch (InterruptedException e) {
            workers.forEach(Thread::interrupt);
            workers.forEach(Walk::awaitEnd);
            throw e;
        } finally {
            queue.stop().forEach(Walk::leave);
        }
        rethrow();
        return unreadable;
    }

    /** However long it takes: a worker that hangs in a system call is counted by the thread that waits here. */
    private static void awaitEnd(Thread worker) {
        while (worker.isAlive()) {
            try {
                worker.join();
            } catch (InterruptedException again) {
                worker.interrupt();
            }
        }
    }

    /** Joining a thread that has ended notices no interrupt. */
    private static void throwIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private void rethrow() {
        switch (failure.get()) {
            case null -> {
                // all went well
            }
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    private void work() {
        try {
            for (Optional<Task> task = queue.take(); task.isPresent(); task = queue.take()) {
                walk(task.get());
                queue.done();
            }
        } catch (InterruptedException e) {
            // stopped
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
            queue.stop().forEach(Walk::leave);
        }
    }

    /** Closes the folder above one that nobody will open. */
    private static void leave(Task task) {
        try {
            if (task.parent != null) {
                task.parent.close();
            }
        } catch (IOException e) {
            // it was only read
        }
    }

    private void walk(Task task) {
        try (Shared folder = open(task)) {
            visitor.enter(task.real);
            IgnoreRules rules = rules(folder.folder, task.real, task.rules);
            for (Path name : folder.folder.names()) {
                visit(folder, name, task, rules);
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
            }
        } catch (IOException e) {
            unreadable.addFolder(task.path.isEmpty() ? "." : task.path);
        }
    }

    private static Shared open(Task task) throws IOException {
        Shared parent = task.parent;
        if (parent == null) {
            return new Shared(Folder.open(task.real));
        }
        try (parent) {
            return new Shared(parent.folder.openFolder(task.real.getFileName()));
        }
    }

    /** The rules that hold in a folder: those above, and those of its own. */
    static IgnoreRules rules(Folder folder, Path real, IgnoreRules above) throws IOException {
        return rules(folder, GITIGNORE, real, above);
    }

    /** The rules above, and those that a file has for what lies below {@code base}; a file over 256 KiB is cut. */
    static IgnoreRules rules(Folder folder, Path file, Path base, IgnoreRules above) throws IOException {
        BasicFileAttributes found = folder.attributes(file);
        if (found == null || !found.isRegularFile()) {
            return above;
        }
        byte[] text = new byte[(int) Math.min(found.size(), MAX_RULES)];
        int length = new FoundFile(folder, file, file.toString(), found).read(text);
        return above.with(base.toString(), new String(text, 0, length, StandardCharsets.UTF_8));
    }

    private void visit(Shared folder, Path name, Task task, IgnoreRules rules) {
        String last = name.toString();
        String path = task.path.isEmpty() ? last : task.path + "/" + last;
        Path real = task.real.resolve(name);
        try {
            BasicFileAttributes found = folder.folder.attributes(name);
            if (found == null || !(found.isDirectory() || found.isRegularFile()) || last.equals(".git")
                    || rules.ignores(real.toString(), last, found.isDirectory())
                    || scope.permissionOfReal(real).filter(held -> held.compareTo(Permission.READ) >= 0).isEmpty()) {
                return;
            }
            if (found.isDirectory()) {
                Shared shared = folder.shared();
                if (!queue.add(new Task(shared, real, path, rules))) {
                    shared.close();
                }
            } else {
                visitor.visit(new FoundFile(folder.folder, name, path, found));
            }
        } catch (IOException e) {
            unreadable.add(path);
        }
    }

    /** An open folder that is closed when the last who needs it is done with it. */
    private static final class Shared implements AutoCloseable {
        private final Folder folder;
        private final AtomicInteger users = new AtomicInteger(1);

        Shared(Folder folder) {
            this.folder = folder;
        }

        Shared shared() {
            users.incrementAndGet();
            return this;
        }

        @Override
        public void close() throws IOException {
            if (users.decrementAndGet() == 0) {
                folder.close();
            }
        }
    }
}
