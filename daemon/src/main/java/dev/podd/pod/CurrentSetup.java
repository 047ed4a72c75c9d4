package dev.podd.pod;

import dev.podd.log.Entry;
import dev.podd.log.SessionState;
import dev.podd.model.RequestSettings;
import dev.podd.model.ToolSpec;
import dev.podd.scope.Scope;
import dev.podd.tool.ToolBox;
import dev.podd.turn.ConversationCell;
import dev.podd.turn.Journal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The setup that a Pod works with, and the one that replaces it between two turns. Read on every thread, changed on the
 * Pod's thread only.
 */
final class CurrentSetup {
    /** How long a turn waits for tools that are not known yet; it goes on without them then. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AtomicReference<Scope> scope;
    private final Journal journal;
    private final ConversationCell conversation;
    private volatile Setup setup;
    private volatile List<String> restoreWarnings = List.of();
    private @Nullable Next next;
    /** Those of the last turn of this process. */
    private volatile @Nullable List<ToolSpec> offered;
    private long generation;
    /** Rules that {@code pod/scope} added; a manifest that is read anew does not remove them. */
    private List<Scope.Resolved> added = List.of();

    private record Next(Setup setup, Scope scope) {}

    CurrentSetup(Setup setup, AtomicReference<Scope> scope, Journal journal, ConversationCell conversation) {
        this.setup = setup;
        this.scope = scope;
        this.journal = journal;
        this.conversation = conversation;
    }

    Setup get() {
        return setup;
    }

    /**
     * The tools of a turn that begins now; called on the turn's thread. Where they are not those of the turn before, though
     * the manifest is the same, that is recorded.
     */
    ToolBox toolsOfTurn() throws InterruptedException {
        ToolBox tools = setup.tools().available(PATIENCE);
        List<ToolSpec> before = offered;
        List<ToolSpec> now = specs(tools);
        offered = now;
        if (before != null && !before.equals(now) && conversation.get().isBegun()) {
            journal.recordSoon(new Entry.SettingsChanged(conversation.get().settings(), null, tools.names()));
        }
        return tools;
    }

    private static List<ToolSpec> specs(ToolBox tools) {
        return tools.all().stream().map(tool -> new ToolSpec(tool.name(), tool.description(), tool.schema())).toList();
    }

    /** Of the manifest and of the session's restore, for the person. */
    List<String> warnings() {
        return joined(setup.warnings(), restoreWarnings);
    }

    /** Adds rules to the scope, at once. */
    Scope change(Scope.Resolved more) {
        added = joined(added, List.of(more));
        return scope.updateAndGet(now -> now.with(more));
    }

    /**
     * Keeps a setup for {@link #apply}. One of an earlier generation than the last one is closed and ignored.
     *
     * @param itsScope as its manifest says
     */
    void replaceBy(Setup other, Scope itsScope, long itsGeneration) {
        if (itsGeneration < generation) {
            other.close();
            return;
        }
        generation = itsGeneration;
        Next passedOver = next;
        next = new Next(other, itsScope);
        if (passedOver != null) {
            passedOver.setup.close();
        }
    }

    /** Applies the setup that was kept last, if there is one, and closes the one before it. No turn runs. */
    void apply() {
        Next waiting = next;
        next = null;
        if (waiting == null) {
            return;
        }
        Setup before = setup;
        setup = waiting.setup;
        Scope wide = waiting.scope;
        for (Scope.Resolved each : added) {
            wide = wide.with(each);
        }
        scope.set(wide);
        List<ToolSpec> then = specs(before.tools().available());
        List<ToolSpec> now = specs(waiting.setup.tools().available());
        offered = now;
        before.close();
        record(before, waiting.setup, then.equals(now));
    }

    private void record(Setup before, Setup after, boolean hasSameTools) {
        SessionState now = conversation.get();
        RequestSettings settings = after.settings().equals(before.settings()) ? now.settings() : after.settings();
        Entry.SettingsChanged change = new Entry.SettingsChanged(settings,
                after.modelName().equals(before.modelName()) ? null : after.modelName(),
                hasSameTools ? null : after.tools().available().names());
        if (!now.isBegun()) {
            journal.beginWith(settings);
        } else if (!change.equals(new Entry.SettingsChanged(now.settings()))) {
            journal.recordSoon(change);
        }
    }

    /**
     * After a session was restored or rewound: the manifest's request settings replace those of the log; where the
     * manifest has none, the log's stay.
     */
    void reconcile() {
        SessionState past = conversation.get();
        RequestSettings merged = setup.settings().over(past.settings());
        if (!merged.equals(past.settings())) {
            journal.recordSoon(new Entry.SettingsChanged(merged));
            restoreWarnings = joined(restoreWarnings, List.of("the manifest changes request settings of this session: "
                    + merged.changesFrom(past.settings())));
        }
    }

    /** What the log reported when it was opened. */
    void restored(List<String> logWarnings) {
        restoreWarnings = new ArrayList<>(logWarnings);
    }

    /** Closes the setup and the one that waits. */
    void close() {
        setup.close();
        Next waiting = next;
        next = null;
        if (waiting != null) {
            waiting.setup.close();
        }
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
