package dev.podd.lsp.plain;

import dev.podd.buffer.Document;
import dev.podd.change.FileHunks;
import dev.podd.item.TextRange;
import dev.podd.pod.ModelName;
import dev.podd.pod.Pod;
import dev.podd.pod.Pods;
import dev.podd.pod.PromptOffer;
import dev.podd.workspace.DocumentException;
import dev.podd.workspace.TextFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The editor at the other end, as far as it is needed here. Safe on every thread. */
public interface LanguageClient {
    /** A document that is open there. */
    Optional<Document> document(String uri);

    /** A range of an open document as the editor counts it, in UTF-16. */
    TextRange utf16(String uri, TextRange range);

    /**
     * Has the editor make changes of a document, as one undo step, and waits until its text shows them.
     *
     * @param label names the step for the person; null where it is one of many
     * @param edits in order, none touching the one before; offsets in the document's text
     * @param shows whether a later text of the document has them
     * @return false when the document was changed meanwhile, so that nothing was made
     * @throws DocumentException the editor does not do it, is gone, or does not show that it has done it
     */
    boolean edit(Document document, @Nullable String label, List<TextFile.Edit> edits, Predicate<String> shows)
            throws DocumentException, InterruptedException;

    /** Tells the person something that needs no answer. */
    void say(Loudness loudness, String words);

    /** How much a message presses. */
    enum Loudness {
        ERROR, WARNING, INFO
    }

    /**
     * Shows a document to the person; where the editor cannot, tells them its name.
     *
     * @param what what it is, in words
     */
    void show(String uri, String what) throws InterruptedException;

    /** Shows a session as a person reads it; as a file where the editor shows none but files. */
    void showSession(String session) throws InterruptedException;

    /** Shows a file without its pending changes; as another file where the editor shows none but files. */
    void showBase(FileHunks changed) throws InterruptedException;

    /**
     * Shows that something takes its time, where the editor can.
     *
     * @param cancel called when the person ends it there; returns at once
     */
    WorkProgress progress(String title, Runnable cancel);

    /** What it shows of runs and hunks may be another now. Returns at once. */
    void refresh();

    /** All Pods; may take its time. */
    Pods pods();

    /** Files of a folder by what the person remembers of their paths, which are told from the folder. */
    List<String> files(Path folder, String query, int limit) throws InterruptedException;

    /**
     * Opens a Pod, and gives it the editor's window. Asks the person whether they trust the folder, if nobody knows.
     *
     * @param session null for a new one
     * @param model   that it asks from then on; null for the one that it has, or its manifest names
     */
    Pod open(Path folder, @Nullable String session, @Nullable ModelName model) throws InterruptedException;

    /** The models that a Pod of a folder may be told to ask; the one that its manifest names first, if it names one. */
    List<ModelOffer> models(Path folder);

    /** The prompts of MCP servers that a chat of a folder may say, without asking any. */
    List<PromptOffer> prompts(Path folder);

    /** Takes the window from a Pod, unless the editor has it open in another way. */
    void leave(Pod pod);

    /** The workspace folder that a document belongs to. */
    Path folder(String uri);

    /** The first workspace folder. */
    Optional<Path> folder();

    /** Where a document lies; empty for one that is no file. */
    Optional<Path> file(String uri);

    /** Runs something when the editor has left. */
    void whenOver(Runnable last);

    /** Runs something on a thread of its own, interrupted when the editor leaves. */
    void start(String what, Work work);

    /** Work that may fail; what it throws is told to the person. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }
}
