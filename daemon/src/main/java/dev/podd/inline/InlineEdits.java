package dev.podd.inline;

import dev.podd.language.CodePlace;
import dev.podd.pod.OpenRequest;
import dev.podd.pod.Pod;
import dev.podd.pod.PodException;
import dev.podd.prompt.InlinePrompt;
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
 * side by side and each request is small. Safe on every thread.
 */
public final class InlineEdits implements AutoCloseable {
    private static final int BACKTICKS = 3;

    private final InlinePods pods;
    private final AtomicLong count = new AtomicLong();
    private final Map<String, InlineEdit> running = new ConcurrentHashMap<>();

    /** @param pods where an edit that names no Pod gets one */
    public InlineEdits(InlinePods pods) {
        this.pods = pods;
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
     * @param watcher told of each step, with what then finds out how the edit stands; returns at once
     * @throws PodException.PodNotFound there is no such Pod
     * @throws InlineFailedException    no language model is set up
     * @throws dev.podd.workspace.WorkspaceException the file may not be written
     * @throws InterruptedException     the caller was interrupted
     */
    public Prepared prepare(@Nullable String pod, OpenRequest request, EditTarget target, String instruction,
            Consumer<Supplier<InlineState>> watcher) throws InterruptedException {
        OpenRequest own = pod == null ? InlinePods.ofInline(request) : null;
        Pod its = own == null ? pods.all().pod(String.valueOf(pod)) : pods.take(own);
        InlineEdit edit = new InlineEdit(its.id() + "." + count.incrementAndGet(), pods.all(), its, target,
                watcher);
        running.put(edit.state().inline(), edit);
        try {
            InlinePods.requireModel(its);
            pods.all().documents().requireWritable(its.id(), target.file());
            return new Prepared(edit, prompt(target, instruction, its), its, own);
        } catch (RuntimeException | InterruptedException failure) {
            running.remove(edit.state().inline());
            if (own != null) {
                pods.close(its);
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
                pods.leave(prepared.pod, own);
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

    private String prompt(EditTarget target, String instruction, Pod pod) throws InterruptedException {
        Path folder = pod.snapshot().workingDirectory();
        LanguageContext known = LanguageContext.of(target, pods.window().languages());
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
            Optional<String> line = file == null ? Optional.empty()
                    : pods.all().documents().line(pod.id(), file, each.line());
            if (file != null && line.isPresent()) {
                lines.add(LanguageContext.cut(name(file, folder) + ":" + (each.line() + 1) + ": "
                        + line.get().strip()));
            }
        }
        return String.join("\n", lines);
    }

    /** Of a file as the model knows it. */
    static String name(Path file, Path folder) {
        return file.startsWith(folder) ? folder.relativize(file).toString() : String.valueOf(file.getFileName());
    }

    /** Backticks, more than stand together in a text. */
    static String fence(String range) {
        int longest = BACKTICKS - 1;
        int run = 0;
        for (int i = 0; i < range.length(); i++) {
            run = range.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return "`".repeat(longest + 1);
    }

    /** The editor is gone: edits that run are stopped. */
    @Override
    public void close() {
        running.values().forEach(InlineEdit::stop);
    }
}
