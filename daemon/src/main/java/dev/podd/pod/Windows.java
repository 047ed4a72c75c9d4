package dev.podd.pod;

import dev.podd.approval.OpenQuestions;
import dev.podd.workspace.OpenDocument;
import dev.podd.workspace.OpenDocuments;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The windows that have a Pod open: who is asked, and whose documents its tools see. Safe on every thread. */
public final class Windows implements OpenDocuments {
    private final OpenQuestions questions = new OpenQuestions();
    /** The one that came last is the first. */
    private final List<Window> windows = new CopyOnWriteArrayList<>();

    /** The questions that wait for their persons. */
    public OpenQuestions questions() {
        return questions;
    }

    void attach(Window window) {
        synchronized (windows) {
            windows.remove(window);
            windows.addFirst(window);
        }
        questions.attach(window.person());
    }

    void detach(Window window) {
        windows.remove(window);
        questions.detach(window.person());
    }

    @Override
    public List<OpenDocument> all() {
        return windows.stream().map(Window::documents).flatMap(documents -> documents.all().stream()).toList();
    }

    @Override
    public List<Path> unknown() {
        return windows.stream().map(Window::documents).flatMap(documents -> documents.unknown().stream()).toList();
    }
}
