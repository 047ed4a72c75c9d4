package dev.podd.change;

import dev.podd.log.Entry.PendingChanges.News;
import dev.podd.log.Hunk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One file, as far as an agent has changed it and the person has not decided. It follows the text by looking at it now
 * and then: whatever is other than it knows is the person's. Safe on every thread; looks at no file itself.
 */
final class PendingFile {
    /** An older hunk counts as kept. */
    private static final Duration PENDING_FOR = Duration.ofDays(30);

    private final Path file;
    private State state; // guarded by this
    /** Counts the states. */
    private long revision; // guarded by this
    /** What it will be when the change that has begun is made; null while none has. */
    private @Nullable State planned; // guarded by this

    PendingFile(Path file, State state) {
        this.file = file;
        this.state = state;
    }

    /**
     * What is known of it. Immutable.
     *
     * @param session in whose log it stands
     * @param isNew   whether there was no such file before the agent made it
     * @param news    what the models that changed it have not heard yet
     */
    record State(String session, boolean isNew, PendingText text, List<News> news) {
        State {
            news = List.copyOf(news);
        }

        /** Whether there is nothing to know. */
        boolean isOver() {
            return text.hunks().isEmpty() && news.isEmpty();
        }

        State with(PendingText other) {
            return new State(session, isNew, other, news);
        }

        State with(List<News> more) {
            List<News> all = new ArrayList<>(news);
            all.addAll(more);
            return new State(session, isNew, text, all);
        }

        /**
         * With hunks that wait for too long counted as kept.
         *
         * @param now in milliseconds since 1970
         */
        State young(long now) {
            long oldest = now - PENDING_FOR.toMillis();
            return text.hunks().stream().anyMatch(hunk -> hunk.at() < oldest)
                    ? with(text.kept(hunk -> hunk.at() < oldest)) : this;
        }

        State in(String otherSession) {
            return new State(otherSession, isNew, text, news);
        }

        FileHunks hunks(Path file, Selection wanted) {
            return new FileHunks(file, text, text.hunks().stream().filter(hunk -> wanted.takes(file, hunk)).toList());
        }
    }

    Path file() {
        return file;
    }

    synchronized State state() {
        return state;
    }

    /** When the last of its hunks was made; 0 without any. */
    long newest() {
        return state().text().hunks().stream().mapToLong(Hunk::at).max().orElse(0);
    }

    synchronized boolean isChanging() {
        return planned != null;
    }

    synchronized long revision() {
        return revision;
    }

    /**
     * Takes the text that was found.
     *
     * @param seen the revision before it was looked at
     * @param now  null for no file, or none with text
     * @return false when something else has changed since, so that it has to be looked at again
     */
    synchronized boolean found(long seen, @Nullable String now) {
        if (planned != null) {
            return true; // the change tells when it is made
        }
        if (seen != revision) {
            return false;
        }
        PendingText.Changed changed = now == null ? new PendingText.Changed(PendingText.of(""), state.text().hunks())
                : state.text().typed(now);
        if (changed.text() != state.text()) {
            set(state.with(changed.text()).with(changed.gone().stream()
                    .map(gone -> Tidings.removed(gone, state.text())).toList()));
        }
        return true;
    }

    /** Begins a change, until {@link #made} or {@link #failed}; what is found meanwhile does not count. The state after it. */
    synchronized State begin(UnaryOperator<State> change) {
        planned = change.apply(state);
        return planned;
    }

    /** The change that has begun is made. */
    synchronized void made() {
        set(Objects.requireNonNull(planned));
        planned = null;
    }

    /** The change that has begun is not made. The state, as it was before. */
    synchronized State failed() {
        planned = null;
        revision++;
        return state;
    }

    synchronized State change(UnaryOperator<State> change) {
        State next = change.apply(state);
        if (next != state) {
            set(next);
        }
        return state;
    }

    private void set(State next) {
        state = next;
        revision++;
    }
}
