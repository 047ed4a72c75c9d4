package dev.podd.pod;

import dev.podd.approval.OpenQuestions;
import dev.podd.language.LanguageServers;
import dev.podd.model.editor.EditorModels;
import dev.podd.workspace.OpenDocument;
import dev.podd.workspace.OpenDocuments;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The windows that have a Pod open: who is asked, and whose documents its tools see. Safe on every thread. */
public final class Windows implements OpenDocuments {
    /** A window that was expected for longer does not come: its request was cancelled. */
    private static final Duration COMING = Duration.ofSeconds(30);

    private final OpenQuestions questions;
    /** The one that came last is the first. */
    private final List<Window> windows = new CopyOnWriteArrayList<>();

    private final LanguageServers languages = new LatestLanguageServers(
            () -> windows.stream().map(Window::languages).toList());

    private final Consumer<String> warn;
    /** Files whose texts differ between windows, as far as that was said. */
    private final Set<Path> told = ConcurrentHashMap.newKeySet();

    private long emptySince = System.nanoTime(); // guarded by windows
    /** Windows that are to come. */
    private int expected; // guarded by windows
    private long expectedSince; // guarded by windows
    /** Where the turn began that runs, or ran last. */
    private volatile @Nullable Window began;
    private volatile boolean hadWindow;
    private volatile boolean hasUnread;

    /**
     * @param questionsWait whether a question outlives the last window
     * @param warn          takes what the person should know; returns at once
     */
    public Windows(boolean questionsWait, Consumer<String> warn) {
        this.warn = warn;
        questions = new OpenQuestions(questionsWait);
    }

    /** One comes soon; until then the Pod counts as having it. */
    void expect() {
        synchronized (windows) {
            expected++;
            expectedSince = System.nanoTime();
            emptySince = expectedSince;
        }
    }

    /** Whether there has been no window for so long, and none is expected. */
    boolean isEmptyFor(Duration time) {
        synchronized (windows) {
            long now = System.nanoTime();
            boolean isComing = expected > 0 && now - expectedSince <= COMING.toNanos();
            return windows.isEmpty() && !isComing && now - emptySince > time.toNanos();
        }
    }

    /** Whether there is no other. */
    boolean isNoneBut(Window one) {
        return windows.stream().allMatch(each -> each == one);
    }

    /** The questions that wait for their persons. */
    public OpenQuestions questions() {
        return questions;
    }

    /** Those of the window that was used last and has any. */
    LanguageServers languages() {
        return languages;
    }

    /** Those of the window where the turn began, if it is still here, then the others', the one used last first. */
    Stream<EditorModels> models() {
        Window first = began;
        return windows.stream()
                .sorted(Comparator.comparing((Window window) -> window == first)
                        .thenComparingLong(window -> window.models().usedAt()).reversed())
                .map(Window::models);
    }

    /** A turn begins, in that window; null where that is not known. */
    void turnBegins(@Nullable Window window) {
        began = window;
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
            expected = Math.max(0, expected - 1);
        }
        hadWindow = true;
        hasUnread = false;
        questions.attach(window.person());
    }

    void detach(Window window) {
        synchronized (windows) {
            windows.remove(window);
            emptySince = System.nanoTime();
        }
        began = began == window ? null : began; // it holds all documents of the window
        questions.detach(window.person());
    }

    @Override
    public List<OpenDocument> all() {
        Stream<OpenDocument> all = windows.stream().map(Window::documents)
                .flatMap(documents -> documents.all().stream());
        return windows.size() < 2 ? all.toList()
                : all.sorted(Comparator.comparing(OpenDocument::typedAt).reversed()).toList();
    }

    @Override
    public Optional<OpenDocument> lookup(Path file, Supplier<Optional<String>> saved) {
        return windows.stream().flatMap(window -> window.documents().lookup(file, saved).stream()).findFirst();
    }

    /** Told once a file: the person has two texts of it before them, and tools see one. */
    @Override
    public void differs(Path file) {
        if (told.add(file)) {
            warn.accept(
                    file.getFileName() + " has another text in one window than in another; the one that was typed in"
                            + " last counts");
        }
    }

    @Override
    public List<Path> unknown() {
        return windows.stream().map(Window::documents).flatMap(documents -> documents.unknown().stream()).toList();
    }
}
