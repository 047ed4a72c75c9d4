package dev.podd.lsp;

import dev.podd.pod.Pods;
import dev.podd.pod.Reviews;
import dev.podd.workspace.FileUris;
import dev.podd.workspace.OpenDocuments;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets {@link Reviews} follow what is typed in one editor. Nothing is loaded before the first document is open, and the
 * reader thread, which tells of documents, never waits for it.
 */
final class DocumentWatch {
    private static final System.Logger LOG = System.getLogger(DocumentWatch.class.getName());

    private final Supplier<Pods> pods;
    private final OpenDocuments documents;
    private final Runnable whenAttached;
    /** Touched before the reviews are there. */
    private final Set<Path> early = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isAttaching = new AtomicBoolean();
    private volatile @Nullable Reviews reviews;
    private volatile boolean isClosed;

    /** @param whenAttached run once, on a thread that may wait */
    DocumentWatch(Supplier<Pods> pods, OpenDocuments documents, Runnable whenAttached) {
        this.pods = pods;
        this.documents = documents;
        this.whenAttached = whenAttached;
    }

    /** A document was opened, changed, saved or closed. */
    void touched(String uri) {
        FileUris.path(uri).ifPresent(this::touched);
    }

    /** A document was saved. */
    void saved(String uri) {
        Reviews attached = reviews;
        if (attached != null) {
            FileUris.path(uri).ifPresent(file -> Thread.ofVirtual().name("saved").start(() -> attached.saved(file)));
        }
    }

    private void touched(Path file) {
        Reviews attached = reviews;
        if (attached != null) {
            attached.touched(documents, file);
            return;
        }
        early.add(file);
        if (isAttaching.compareAndSet(false, true)) {
            Thread.ofVirtual().name("attach documents").start(this::attach);
        } else {
            tellEarly();
        }
    }

    private void attach() {
        try {
            Reviews found = pods.get().reviews();
            found.attach(documents);
            whenAttached.run();
            reviews = found;
            tellEarly();
            if (isClosed) {
                close();
            }
        } catch (RuntimeException failed) {
            LOG.log(System.Logger.Level.WARNING, "changes of files cannot be followed in this window", failed);
        }
    }

    private void tellEarly() {
        Reviews attached = reviews;
        if (attached != null) {
            early.forEach(file -> {
                if (early.remove(file)) {
                    attached.touched(documents, file);
                }
            });
        }
    }

    /** The editor is gone. */
    void close() {
        isClosed = true;
        Reviews attached = reviews;
        if (attached != null) {
            attached.detach(documents);
        }
    }
}
