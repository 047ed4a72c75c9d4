package dev.podd.pod;

import dev.podd.approval.OpenQuestions;
import dev.podd.language.LanguageServers;
import dev.podd.workspace.OpenDocument;
import dev.podd.workspace.OpenDocuments;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The windows that have a Pod open: who is asked, and whose documents its tools see. Safe on every thread. */
public final class Windows implements OpenDocuments {
    private final OpenQuestions questions;
    /** The one that came last is the first. */
    private final List<Window> windows = new CopyOnWriteArrayList<>();

    private final LanguageServers languages = new LatestLanguageServers(
            () -> windows.stream().map(Window::languages).toList());

    private volatile long emptySince = System.nanoTime();
    private volatile boolean hadWindow;
    private volatile boolean hasUnread;

    /** @param questionsWait whether a question outlives the last window */
    public Windows(boolean questionsWait) {
        questions = new OpenQuestions(questionsWait);
    }

    /** One comes soon. */
    void expect() {
        emptySince = System.nanoTime();
    }

    /** Whether there has been no window for so long. */
    boolean isEmptyFor(Duration time) {
        return windows.isEmpty() && System.nanoTime() - emptySince > time.toNanos();
    }

    /** The questions that wait for their persons. */
    public OpenQuestions questions() {
        return questions;
    }

    /** Those of the window that was used last and has any. */
    LanguageServers languages() {
        return languages;
    }

    /** Whether a turn has ended since the last window left. */
    boolean hasUnread() {
        return hasUnread;
    }

    /** A Pod that never had a window, such as that of inline edits, has nobody who would read it. */
    void turnEnded() {
        hasUnread = hadWindow && windows.isEmpty();
    }

    void attach(Window window) {
        synchronized (windows) {
            windows.remove(window);
            windows.addFirst(window);
        }
        hadWindow = true;
        hasUnread = false;
        questions.attach(window.person());
    }

    void detach(Window window) {
        windows.remove(window);
        emptySince = System.nanoTime();
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
