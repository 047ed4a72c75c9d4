package dev.podd.lsp;

import dev.podd.change.FileHunks;
import dev.podd.lsp.wire.ChangeTypes.Changed;
import dev.podd.lsp.wire.ChangeTypes.ChangesListResult;
import dev.podd.lsp.wire.ChangeTypes.WireHunk;
import dev.podd.pod.Pods;
import dev.podd.pod.Subscription;
import dev.podd.thread.WorkStoppedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells one editor which hunks its open files have, whenever that changes, and not too often. */
final class ChangesFeed {
    private static final System.Logger LOG = System.getLogger(ChangesFeed.class.getName());
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Editor editor;
    private final Supplier<Pods> pods;
    private final ChangesToWire toWire;
    private final Set<Path> changed = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isTelling = new AtomicBoolean();
    /** By URI; the telling thread only, of which there is one at a time. */
    private final Map<String, List<WireHunk>> told = new HashMap<>();
    private volatile @Nullable Subscription subscription;

    ChangesFeed(Editor editor, Supplier<Pods> pods, ChangesToWire toWire) {
        this.editor = editor;
        this.pods = pods;
        this.toWire = toWire;
    }

    void open() {
        subscription = pods.get().reviews().listen(this::changed);
    }

    void close() {
        Subscription open = subscription;
        if (open != null) {
            open.close();
        }
    }

    private void changed(Path file) {
        changed.add(file);
        if (isTelling.compareAndSet(false, true)) {
            Thread.ofVirtual().name("changes/changed").start(this::tell);
        }
    }

    private void tell() {
        try {
            while (!changed.isEmpty()) {
                List<Path> files = List.copyOf(changed);
                changed.removeAll(files);
                List<Changed> news = new ArrayList<>();
                for (Path file : files) {
                    news(file).ifPresent(news::add);
                }
                if (!news.isEmpty()) {
                    editor.tell("changes/changed", new ChangesListResult(news));
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException | WorkStoppedException ended) {
            LOG.log(System.Logger.Level.DEBUG, "changes are not told", ended);
        } finally {
            isTelling.set(false);
        }
        if (!changed.isEmpty()) {
            changed(changed.iterator().next());
        }
    }

    /** Empty for a file that is not open, and for hunks that the editor has been told of. */
    private Optional<Changed> news(Path file) throws InterruptedException {
        if (toWire.open(file).isEmpty()) {
            return Optional.empty();
        }
        FileHunks hunks = pods.get().reviews().of(file).orElseGet(() -> FileHunks.none(file));
        Changed now = toWire.changed(hunks);
        List<WireHunk> before = now.hunks().isEmpty() ? told.remove(now.uri()) : told.put(now.uri(), now.hunks());
        return now.hunks().equals(before == null ? List.of() : before) ? Optional.empty() : Optional.of(now);
    }
}
