package dev.podd.lsp;

import dev.podd.change.FileHunks;
import dev.podd.jsonrpc.Newest;
import dev.podd.log.LogException;
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
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells one editor which hunks its open files have, whenever that changes: at most ten times a second, no faster than the
 * editor reads, and what waits is as new as it can be.
 */
final class ChangesFeed {
    private static final System.Logger LOG = System.getLogger(ChangesFeed.class.getName());
    private static final String METHOD = "changes/changed";
    private static final Duration PAUSE = Duration.ofMillis(100);
    /** A file whose hunks cannot be read is tried again after so long. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Editor editor;
    private final Supplier<Pods> pods;
    private final ChangesToWire toWire;
    private final Newest<ChangesListResult> news;
    private final Set<Path> changed = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isTelling = new AtomicBoolean();
    /** By URI, of open documents; the telling thread only, of which there is one at a time. */
    private final Map<String, List<WireHunk>> told = new HashMap<>();
    private volatile @Nullable Subscription subscription;
    private volatile boolean isClosed;

    ChangesFeed(Editor editor, Supplier<Pods> pods, ChangesToWire toWire) {
        this.editor = editor;
        this.pods = pods;
        this.toWire = toWire;
        this.news = editor.newest(METHOD, ChangesFeed::joined);
    }

    void open() {
        Subscription listening = pods.get().reviews().listen(this::changed);
        subscription = listening;
        if (isClosed) {
            listening.close();
        }
    }

    void close() {
        isClosed = true;
        Subscription open = subscription;
        if (open != null) {
            open.close();
        }
    }

    private static ChangesListResult joined(ChangesListResult before, ChangesListResult now) {
        Map<String, Changed> files = new TreeMap<>();
        before.files().forEach(file -> files.put(file.uri(), file));
        now.files().forEach(file -> files.put(file.uri(), file));
        return new ChangesListResult(List.copyOf(files.values()));
    }

    private void changed(Path file) {
        changed.add(file);
        if (isTelling.compareAndSet(false, true)) {
            Thread.ofVirtual().name(METHOD).start(this::tell);
        }
    }

    private void tell() {
        try {
            while (!changed.isEmpty() && !isClosed) {
                List<Path> files = changed.stream().sorted().toList();
                files.forEach(changed::remove);
                List<Changed> all = news(files);
                if (!all.isEmpty()) {
                    news.tell(new ChangesListResult(all));
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException ended) {
            LOG.log(System.Logger.Level.DEBUG, "changes are not told", ended);
        } finally {
            isTelling.set(false);
        }
        if (!changed.isEmpty() && !isClosed) {
            changed(changed.iterator().next());
        }
    }

    private List<Changed> news(List<Path> files) throws InterruptedException {
        told.keySet().retainAll(
                editor.documents().all().stream().map(open -> open.document().uri()).collect(Collectors.toSet()));
        List<Changed> all = new ArrayList<>();
        for (Path file : files) {
            try {
                news(file).ifPresent(all::add);
            } catch (WorkStoppedException | LogException unreadable) {
                LOG.log(System.Logger.Level.DEBUG, "changes of " + file + " are not told yet", unreadable);
                tryAgain(file);
            }
        }
        return all;
    }

    private void tryAgain(Path file) {
        Thread.ofVirtual().name(METHOD).start(() -> {
            try {
                Thread.sleep(AGAIN);
                changed(file);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt(); // nobody has this thread to interrupt it
            }
        });
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
