package dev.podd.inline;

import dev.podd.language.CodePlace;
import dev.podd.log.LogException;
import dev.podd.pod.OpenRequest;
import dev.podd.pod.Pod;
import dev.podd.pod.PodException;
import dev.podd.pod.Pods;
import dev.podd.pod.Window;
import dev.podd.prompt.InlinePrompt;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The inline edits of one editor. An edit that names no Pod has one of its own, of manifest {@code inline}, so that edits run
 * side by side and each request is small; its session is archived when it ends. The Pod of the next edit in a folder is
 * opened in the background, so that nobody waits for it. Safe on every thread.
 */
public final class InlineEdits implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(InlineEdits.class.getName());
    private static final String MANIFEST = "inline";
    private static final String OFFLINE = "offline";
    private static final int BACKTICKS = 3;

    private final Supplier<Pods> pods;
    private final Window window;
    private final AtomicLong count = new AtomicLong();
    private final Map<String, InlineEdit> running = new ConcurrentHashMap<>();
    private final Map<Path, Ready> ready = new ConcurrentHashMap<>();
    private volatile boolean isClosed;

    /** A Pod that nobody has used yet. */
    private record Ready(Pod pod, OpenRequest request) {}

    /** @param window where the documents are open */
    public InlineEdits(Supplier<Pods> pods, Window window) {
        this.pods = pods;
        this.window = window;
    }

    /** An edit that is about to run. */
    public static final class Prepared {
        private final InlineEdit edit;
        private final String prompt;
        private final Pod pod;
        /** How its own Pod was opened; null when it runs in another. */
        private final @Nullable OpenRequest own;

        private Prepared(InlineEdit edit, String prompt, Pod pod, @Nullable OpenRequest own) {
            this.edit = edit;
            this.prompt = prompt;
            this.pod = pod;
            this.own = own;
        }

        public InlineEdit edit() {
            return edit;
        }
    }

    /**
     * Makes an edit that has not begun yet.
     *
     * @param pod     in which it runs; null for one of its own, opened as {@code request} says but for the manifest
     * @param watcher told of each step; returns at once
     * @throws PodException.PodNotFound there is no such Pod
     * @throws InlineFailedException    no language model is set up
     * @throws dev.podd.workspace.WorkspaceException the file may not be written
     * @throws InterruptedException     the caller was interrupted
     */
    public Prepared prepare(@Nullable String pod, OpenRequest request, EditTarget target, String instruction,
            Consumer<InlineState> watcher) throws InterruptedException {
        OpenRequest own = pod == null ? ofInline(request) : null;
        Pod its = own == null ? pods.get().pod(String.valueOf(pod)) : take(own);
        InlineEdit edit = new InlineEdit(its.id() + "." + count.incrementAndGet(), pods.get(), its, target,
                watcher);
        running.put(edit.state().inline(), edit);
        try {
            requireModel(its);
            pods.get().requireWritable(its.id(), target.file());
            return new Prepared(edit, prompt(target, instruction, its), its, own);
        } catch (RuntimeException | InterruptedException failure) {
            running.remove(edit.state().inline());
            if (own != null) {
                close(its);
            }
            throw failure;
        }
    }

    /** Runs an edit to its end. An interrupt stops it. */
    public InlineState run(Prepared prepared) throws InterruptedException {
        OpenRequest own = prepared.own;
        try {
            return prepared.edit.run(prepared.prompt);
        } finally {
            running.remove(prepared.edit.state().inline());
            if (own != null) {
                Thread.ofVirtual().name("inline-end").start(() -> leave(prepared.pod, own));
            }
        }
    }

    /** Stops an edit; false when there is no such edit, or it has ended. */
    public boolean stop(String inline) {
        InlineEdit edit = running.get(inline);
        if (edit != null) {
            edit.stop();
        }
        return edit != null;
    }

    /** Without a language model the answer would be quotes, and they would stand in the document. */
    private static void requireModel(Pod pod) {
        if (pod.snapshot().model().provider().equals(OFFLINE)) {
            throw new InlineFailedException("credentialMissing",
                    "no language model is set up, and an inline edit needs one: name it in"
                            + " [provider] of your manifest, or set ANTHROPIC_API_KEY or OPENAI_API_KEY");
        }
    }

    private static OpenRequest ofInline(OpenRequest request) {
        return new OpenRequest(request.workspaceFolder(), MANIFEST, null, null, request.trusted(), request.client());
    }

    private Pod take(OpenRequest request) {
        Ready kept = ready.remove(request.workspaceFolder());
        if (kept != null && kept.request.equals(request)) {
            try {
                return pods.get().pod(kept.pod.id());
            } catch (PodException.PodNotFound closedMeanwhile) {
                // it was idle for too long
            }
        } else if (kept != null) {
            close(kept.pod);
        }
        return open(request);
    }

    private Pod open(OpenRequest request) {
        Pod pod = pods.get().open(request);
        pod.attach(window);
        return pod;
    }

    /** Closes the Pod of an edit, puts its session away, and opens the Pod of the next. */
    private void leave(Pod pod, OpenRequest request) {
        String session = pod.session();
        close(pod);
        try {
            pods.get().sessions().archive(session, true);
        } catch (LogException neverRun) {
            LOG.log(Level.DEBUG, "session " + session + " is not archived", neverRun);
        }
        makeReady(request);
    }

    private void makeReady(OpenRequest request) {
        if (isClosed || ready.containsKey(request.workspaceFolder())) {
            return;
        }
        try {
            Ready next = new Ready(open(request), request);
            Ready before = ready.putIfAbsent(request.workspaceFolder(), next);
            if (before != null || (isClosed && ready.remove(request.workspaceFolder(), next))) {
                close(next.pod);
            }
        } catch (RuntimeException failed) {
            LOG.log(Level.DEBUG, "the Pod of the next inline edit is opened when it comes", failed);
        }
    }

    private void close(Pod pod) {
        try {
            pod.close();
        } catch (PodException.PodNotFound closed) {
            // somebody was faster
        } catch (LogException failed) {
            LOG.log(Level.WARNING, "Pod " + pod.id() + " was not closed as it should", failed);
        }
    }

    private String prompt(EditTarget target, String instruction, Pod pod) throws InterruptedException {
        Path folder = pod.snapshot().workingDirectory();
        LanguageContext known = LanguageContext.of(target, window.languages());
        String range = target.old().replace("\r\n", "\n");
        return InlinePrompt.text(new InlinePrompt.Values(name(target.file(), folder), target.firstLine() + 1,
                target.lastLine() + 1, instruction.strip(), Surroundings.of(target), known.diagnostics(),
                definitions(known.definitions(target), pod, folder), fence(range), target.language(),
                range.endsWith("\n") ? range.substring(0, range.length() - 1) : range));
    }

    private String definitions(List<CodePlace> places, Pod pod, Path folder) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        for (CodePlace each : places) {
            Path file = each.file();
            Optional<String> line = file == null ? Optional.empty() : pods.get().line(pod.id(), file, each.line());
            if (file != null && line.isPresent()) {
                lines.add(LanguageContext.cut(name(file, folder) + ":" + (each.line() + 1) + ": "
                        + line.get().strip()));
            }
        }
        return String.join("\n", lines);
    }

    private static String name(Path file, Path folder) {
        return file.startsWith(folder) ? folder.relativize(file).toString() : String.valueOf(file.getFileName());
    }

    private static String fence(String range) {
        int longest = BACKTICKS - 1;
        int run = 0;
        for (int i = 0; i < range.length(); i++) {
            run = range.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return "`".repeat(longest + 1);
    }

    /** The editor is gone: edits go on, since what they are about stays known; Pods that wait are closed. */
    @Override
    public void close() {
        isClosed = true;
        ready.values().forEach(kept -> close(kept.pod));
        ready.clear();
        running.values().forEach(InlineEdit::stop);
    }
}
