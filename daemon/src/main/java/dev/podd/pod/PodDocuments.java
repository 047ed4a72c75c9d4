package dev.podd.pod;

import dev.podd.thread.PlatformWork;
import dev.podd.workspace.TextFile;
import dev.podd.workspace.Workspace;
import dev.podd.workspace.WorkspaceException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Files as open Pods see them, for what an editor does in a Pod's name: its scope holds, and open documents are what is in
 * the editor. Safe on every thread.
 */
public final class PodDocuments {
    /** For a change that an editor makes, which may ask its person. */
    private static final Duration EDITING = Duration.ofMinutes(5);
    private static final int MAX_EDITING = 16;

    private final Function<String, PodFactory.Made> made;
    private final PlatformWork threads;
    private final PlatformWork editing = new PlatformWork(EDITING, MAX_EDITING, MAX_EDITING);

    /**
     * @param made    finds an open Pod by its id
     * @param threads for looks at files
     */
    PodDocuments(Function<String, PodFactory.Made> made, PlatformWork threads) {
        this.made = made;
        this.threads = threads;
    }

    /** Whether a Pod's scope lets a file be read, be it open or not. */
    public boolean isReadable(String pod, Path file) throws InterruptedException {
        Workspace workspace = made.apply(pod).workspace();
        return threads.call("reading", file.toString(), () -> {
            try {
                var _ = workspace.readable(file.toString());
                return true;
            } catch (WorkspaceException refused) {
                return false;
            }
        });
    }

    /** @throws dev.podd.workspace.WorkspaceException a Pod may not write a file */
    public void requireWritable(String pod, Path file) throws InterruptedException {
        Workspace workspace = made.apply(pod).workspace();
        var _ = threads.call("editing", file.toString(), () -> workspace.writable(file.toString()));
    }

    /**
     * Changes a document in the name of an inline edit, beside what the person has typed since.
     *
     * @param pod    in whose log it is recorded, and whose scope holds
     * @param file   as the editor calls it
     * @param base   text of the document that the change was made for, with its line ends
     * @param wanted the same text changed
     * @throws dev.podd.workspace.WorkspaceException it may not be written, is not open any more, was typed into where the
     *                                               change would be, or the editor does not make it
     */
    public void change(String pod, String inline, Path file, String base, String wanted)
            throws InterruptedException {
        PodFactory.Made its = made.apply(pod);
        Workspace workspace = its.workspace();
        editing.call("editing", file.toString(), () -> {
            Path real = workspace.writable(file.toString());
            return workspace.alone(real, () -> {
                Workspace.Rewritten text = workspace.changedInEditor(real, base, wanted);
                byte[] before = text.before().bytes();
                byte[] after = text.after().bytes();
                its.pod().changeFile(inline, real, before, after, () -> workspace.change(real, before, after));
                return real;
            });
        });
    }

    /**
     * A line of a file as a Pod may read it.
     *
     * @param line from 0
     * @return empty when there is no such line, or it may not be read
     */
    public Optional<String> line(String pod, Path file, int line) throws InterruptedException {
        Workspace workspace = made.apply(pod).workspace();
        return threads.call("reading", file.toString(), () -> {
            try {
                return Optional.ofNullable(workspace.readIfExists(workspace.readable(file.toString())))
                        .flatMap(TextFile::of).map(TextFile::lines).filter(lines -> line < lines.size())
                        .map(lines -> lines.get(line));
            } catch (WorkspaceException refused) {
                return Optional.empty();
            }
        });
    }
}
