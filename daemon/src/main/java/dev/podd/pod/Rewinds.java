package dev.podd.pod;

import dev.podd.log.EntryNotFoundException;
import dev.podd.log.SessionPoint;
import dev.podd.log.SessionStore;
import dev.podd.turn.Compactions;
import dev.podd.turn.ConversationCell;
import dev.podd.turn.Journal;
import dev.podd.workspace.Workspace;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Takes a Pod's session back to earlier entries of it, and its files with it. One at a time; no turn starts meanwhile. */
final class Rewinds {
    private final PodParts parts;
    private final Mailbox mailbox;
    private final Turns turns;
    private final CurrentSetup setup;
    private final Journal journal;
    private final ConversationCell conversation;
    private final Compactions compactions;

    Rewinds(PodParts parts, Mailbox mailbox, Turns turns, CurrentSetup setup, Journal journal,
            ConversationCell conversation, Compactions compactions) {
        this.parts = parts;
        this.mailbox = mailbox;
        this.turns = turns;
        this.setup = setup;
        this.journal = journal;
        this.conversation = conversation;
        this.compactions = compactions;
    }

    /**
     * Begins to go back to an earlier entry of the session, which goes on from there in a new segment. Works on a thread of
     * its own.
     *
     * @param files where files come back, as far as the session's tools changed them; null for none
     * @throws PodException.PodBusy                a turn runs
     * @throws dev.podd.log.EntryNotFoundException the session has no such entry
     */
    RunningRewind begin(String to, SessionStore store, @Nullable Workspace files) {
        return start(to, () -> goBack(to, store, files));
    }

    /** Begins to find out what {@link #begin} would do to files. */
    RunningRewind preview(String to, SessionStore store, @Nullable Workspace files) {
        return start(to, () -> {
            parts.background().settle();
            var _ = store.point(journal.session(), to);
            return files == null ? nothing() : filesBack(to, store, files).preview();
        });
    }

    private RunningRewind start(String to, Callable<Rewound> work) {
        turns.awaitEnding();
        return mailbox.ask(() -> {
            turns.expectOpen();
            turns.expectNone("a turn runs in Pod " + parts.id() + "; a session is rewound between turns");
            if (!conversation.get().isBegun()) {
                throw new EntryNotFoundException(journal.session(), to);
            }
            return turns.start(new RunningRewind(parts.id(), () -> andEnd(work)));
        });
    }

    private Rewound andEnd(Callable<Rewound> work) throws Exception {
        try {
            return work.call();
        } finally {
            mailbox.ask(() -> {
                turns.rewound();
                return this;
            });
        }
    }

    /**
     * Order: record what commands did so far, plan the files, record them with the new segment, put them back. A cancel
     * after the second is too late for it.
     */
    private Rewound goBack(String to, SessionStore store, @Nullable Workspace files) throws InterruptedException {
        parts.background().settle();
        SessionPoint point = store.point(journal.session(), to);
        FilesBack back = files == null ? null : filesBack(to, store, files);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        mailbox.ask(() -> {
            turns.expectOpen();
            compactions.cancel();
            journal.rewind(point, log -> back == null ? List.of() : back.entries(log));
            turns.takeStateFrom(conversation.get());
            parts.files().tracker().forget();
            setup.reconcile();
            return this;
        });
        return back == null ? nothing() : back.make();
    }

    private FilesBack filesBack(String to, SessionStore store, Workspace files) throws InterruptedException {
        return new FilesBack(files, parts.files().threads(), store, journal, to);
    }

    private Rewound nothing() {
        return new Rewound(journal.session(), List.of(), List.of());
    }
}
