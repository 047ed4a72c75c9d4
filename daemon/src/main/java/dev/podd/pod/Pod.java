package dev.podd.pod;

import dev.podd.buffer.PositionEncoding;
import dev.podd.change.Author;
import dev.podd.event.CompactionStatus;
import dev.podd.event.Event;
import dev.podd.event.Tokens;
import dev.podd.event.Watcher;
import dev.podd.hook.Hook;
import dev.podd.item.Item;
import dev.podd.item.Part;
import dev.podd.item.TurnOutcome;
import dev.podd.log.Blobs;
import dev.podd.log.Entry;
import dev.podd.log.SessionNotFoundException;
import dev.podd.log.SessionState;
import dev.podd.scope.Scope;
import dev.podd.scope.ScopeRule;
import dev.podd.tool.ServerPrompt;
import dev.podd.tool.ToolRun;
import dev.podd.turn.Compaction;
import dev.podd.turn.CompactionParts;
import dev.podd.turn.Compactions;
import dev.podd.turn.ConversationCell;
import dev.podd.turn.InputQueue;
import dev.podd.turn.Journal;
import dev.podd.turn.OfferedTools;
import dev.podd.turn.Recovery;
import dev.podd.turn.Turn;
import dev.podd.turn.TurnEnd;
import dev.podd.turn.TurnParts;
import dev.podd.usage.Estimate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An independent agent: a manifest put to work in one workspace folder, with a model, a scope, tools, hooks and a
 * session. Safe on every thread; what it is doing is decided on its own thread only.
 */
public final class Pod {
    private final String id;
    private final PodParts parts;
    private final Mailbox mailbox;
    private final EventStream events;
    private final OpenItems openItems = new OpenItems();
    private final ConversationCell conversation;
    private final Journal journal;
    private final InputQueue queue;
    private final Compactions compactions;
    private final PermissionGate gate;
    private final CurrentSetup setup;
    private final Turns turns;
    private final Rewinds rewinds;
    /** Whether a turn began in this process; the mailbox's thread only. */
    private boolean hasBegun;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * A Pod of parts; a log that holds a conversation is restored. Calls that were open when its process ended are
     * closed, recorded, before this returns. If they cannot be recorded, the log is closed, so that the session can be
     * opened again, and the setup, with the servers that it has started.
     */
    public static Pod of(PodParts parts) {
        try {
            Pod pod = new Pod(parts);
            pod.restore();
            return pod;
        } catch (RuntimeException | Error failure) {
            closeAfter(failure, parts);
            throw failure;
        }
    }

    private static void closeAfter(Throwable failure, PodParts parts) {
        try {
            parts.background().end();
            parts.log().close();
        } catch (RuntimeException more) {
            failure.addSuppressed(more);
        } finally {
            parts.setup().close();
        }
    }

    private Pod(PodParts parts) {
        this.parts = parts;
        this.id = parts.id();
        this.mailbox = new Mailbox(id);
        this.events = new EventStream(id, parts.lastSeq());
        boolean isNew = parts.log().head().count() == 0;
        this.conversation = new ConversationCell(isNew ? SessionState.notBegun(parts.setup().settings())
                : parts.log().state());
        this.journal = new Journal(parts.log(), parts.forks(), conversation, this::tell);
        this.setup = new CurrentSetup(parts.setup(), parts.files().scope(), journal, conversation);
        this.queue = new InputQueue(journal, conversation);
        this.compactions = new Compactions(this::compactionParts, journal, conversation, this::tell, parts.services(),
                () -> mailbox.post(this::atGap));
        this.gate = new PermissionGate(id, journal::session, parts.files().workspaceFolder(), parts.oversight(),
                () -> setup.get().permissions(), () -> setup.get().outputLimit(), parts.files().threads(), this::tell);
        this.turns = new Turns(parts, mailbox, setup, journal, conversation, queue, compactions, this::turnParts,
                this::tell);
        this.rewinds = new Rewinds(parts, mailbox, turns, setup, journal, conversation, compactions);
    }

    /** A text without what the model is not shown. */
    String shown(String text) {
        return Objects.requireNonNullElse(setup.get().outputLimit().shownDiff(text), "");
    }

    /** Its id, opaque. */
    public String id() {
        return id;
    }

    /** What it is doing now. */
    public PodState state() {
        return turns.state();
    }

    /** The model that it asks now. */
    public ModelName model() {
        return new ModelName(setup.get().model().info().provider(), setup.get().model().info().id());
    }

    /** Immutable; to be had at any time, during a turn too. */
    public PodSnapshot snapshot() {
        SessionState now = conversation.get();
        Setup is = setup.get();
        Estimate used = now.occupancy().tokens();
        return new PodSnapshot(id, journal.session(), is.name(), is.manifest(), is.model().info(),
                parts.files().workspaceFolder(), parts.files().workingDirectory(), parts.files().scope().get(),
                turns.state(),
                now.closedHistory(), now.marks(), now.usage(), now.total(),
                new Tokens(used.tokens(), is.model().info().contextWindow(), used.source()), now.queued().size(),
                now.settings(),
                is.tools().available().names(), parts.files().tracker().recent(), compactions.status(),
                setup.warnings());
    }

    /** @throws dev.podd.hook.HooksClosedException after the first turn */
    public void addHook(Hook hook) {
        parts.hooks().add(hook);
    }

    /**
     * Runs a turn and waits for its end. An interrupt cancels the turn.
     *
     * @throws PodException.PodBusy                          a turn runs already
     * @throws PodException.InvalidInput                     nothing is said, or too much, or a prompt of an MCP server that
     *                                                       there is not, or whose arguments do not fit
     * @throws dev.podd.workspace.WorkspaceException         a part names a file that may not be read
     */
    public TurnResult run(List<Part> input) throws InterruptedException {
        return begin(input).awaitOrCancel();
    }

    /** Like {@link #run}, but returns once the turn has begun. */
    public RunningTurn begin(List<Part> input) {
        return begin(input, PositionEncoding.UTF_16);
    }

    /**
     * Like {@link #begin(List)}, for a caller that counts characters otherwise.
     *
     * @param encoding of ranges in parts without content, whose text is read here
     */
    public RunningTurn begin(List<Part> input, PositionEncoding encoding) {
        return begin(message(input, encoding));
    }

    /** Like {@link #begin(List)}, with an input that is prepared. */
    public RunningTurn begin(Item.Message message) {
        return begin(message, null);
    }

    /**
     * Like {@link #begin(Item.Message)}.
     *
     * @param window where the person asked, whose language model is asked first if the provider is the editor; null where that
     *               is not known
     */
    public RunningTurn begin(Item.Message message, @Nullable Window window) {
        return turn(turn -> turn.run(message), false, window);
    }

    /**
     * An input, with the content of the files and the prompt that it names; waits for those.
     *
     * @param encoding of ranges in parts without content, whose text is read here
     * @throws PodException.InvalidInput                     as {@link #run} does, or the caller was interrupted
     * @throws dev.podd.workspace.WorkspaceException         a part names a file that may not be read
     * @throws dev.podd.thread.WorkStoppedException          the file system does not answer, or the caller was interrupted
     */
    public Item.Message message(List<Part> input, PositionEncoding encoding) {
        return parts.files().inputs().message(said(input), encoding);
    }

    /**
     * Goes on with a turn that did not finish.
     *
     * @throws PodException.PodBusy   a turn runs
     * @throws PodException.NotPaused the last turn finished, or there is none
     */
    public TurnResult resume() throws InterruptedException {
        return beginAgain().awaitOrCancel();
    }

    /** Like {@link #resume}, but returns once the turn goes on. */
    public RunningTurn beginAgain() {
        return beginAgain(null);
    }

    /**
     * Like {@link #beginAgain()}.
     *
     * @param window as for {@link #begin(Item.Message, Window)}
     */
    public RunningTurn beginAgain(@Nullable Window window) {
        return turn(Turn::resume, true, window);
    }

    /**
     * Says more to the running turn, which hears it just before its next request, or goes on for it. On the disk when
     * this returns; what the turn ends without stays for the next one.
     *
     * @return the id under which it waits
     * @throws PodException.NotRunning                       no turn runs
     * @throws dev.podd.workspace.WorkspaceException         a part names a file that may not be read
     */
    public String steer(List<Part> input) {
        return steer(input, PositionEncoding.UTF_16);
    }

    /**
     * Like {@link #steer(List)}, for a caller that counts characters otherwise.
     *
     * @param encoding of ranges in parts without content, whose text is read here
     */
    public String steer(List<Part> input, PositionEncoding encoding) {
        requireRunning();
        return steer(message(input, encoding));
    }

    /** Like {@link #steer(List)}, with an input that is prepared. */
    public String steer(Item.Message message) {
        if (!queue.offer(message)) {
            throw noneRuns();
        }
        return message.id();
    }

    /** @throws PodException.NotRunning no turn runs */
    public void requireRunning() {
        if (turns.state() != PodState.RUNNING) {
            throw noneRuns();
        }
    }

    private PodException.NotRunning noneRuns() {
        return new PodException.NotRunning("no turn runs in Pod " + id);
    }

    /** With what the server says where the person has written a server's prompt; waits for that. */
    private List<Part> said(List<Part> input) {
        try {
            return new PromptCommand(setup.get().tools(), parts.files().inputs()::redacted).said(input);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PodException.InvalidInput("asking for the prompt was stopped");
        }
    }

    /** The prompts of its MCP servers that are known now, each a command {@code /mcp.} and its name. */
    public List<PromptOffer> prompts() {
        return setup.get().tools().prompts().stream().map(ServerPrompt::offer).map(PromptOffer::of).toList();
    }

    /** The file of a path that is seen from the working directory; empty when there is none that may be read. */
    public Optional<Path> file(Path path) {
        return parts.files().inputs().file(parts.files().workingDirectory().resolve(path));
    }

    /** A piece of the conversation as it stands now, half-written ones too; empty when there is none of that id. */
    public Optional<Item> item(String item) {
        return openItems.find(item).or(() -> conversation.get().history().stream()
                .filter(each -> each.id().equals(item)).findFirst());
    }

    /** Pieces of the conversation that are half-written now. */
    public List<Item> halfWritten() {
        return openItems.all();
    }

    /** Whether no window but this one has it open. */
    public boolean isAloneWith(Window window) {
        return parts.windows().isNoneBut(window);
    }

    /** Inputs that wait for the next request, oldest first. */
    public List<Item.Message> queued() {
        return conversation.get().queued();
    }

    /** Takes back the inputs that wait and that are meant, and says which they were. */
    public List<Item.Message> takeBack(Predicate<Item.Message> meant) {
        return queue.takeBack(meant);
    }

    /**
     * Cancels the running turn, whose run() answers with outcome cancelled. Where none runs: a running compaction, and
     * the on_abort hooks of the last turn. Returns at once, on every thread.
     */
    public void cancel() {
        turns.cancel();
    }

    /**
     * From here on a window has this Pod open, beside those that have: its person is asked what is open now and what
     * comes, and tools see its documents.
     */
    public void attach(Window window) {
        parts.windows().attach(window);
    }

    /** From here on a window has this Pod open no more. */
    public void detach(Window window) {
        parts.windows().detach(window);
    }

    /** A window is about to have it open. */
    void expectWindow() {
        parts.windows().expect();
    }

    /** Whether it does nothing and no window has had it open for so long. A turn that is told to be over is over then. */
    boolean isUnwatched(Duration time) {
        turns.awaitEnding();
        return !isWorking() && parts.windows().isEmptyFor(time);
    }

    /** Whether a turn, a rewind, a compaction or a background command of it runs. */
    boolean isWorking() {
        return turns.isRunning() || compactions.status().state() == CompactionStatus.State.RUNNING
                || parts.background().isRunning();
    }

    /**
     * The events after {@code afterSeq}, to be fetched at the caller's pace.
     *
     * @param afterSeq null for new events only; older events than those that are kept are replaced by a warning
     * @param wake     called after each event, on any thread; it returns at once
     */
    public EventCursor events(@Nullable Long afterSeq, Runnable wake) {
        return events.cursor(afterSeq, wake);
    }

    /** Number of the last event, which does not change any more; 0 before the first. */
    public long lastEvent() {
        return events.closeLast();
    }

    /**
     * Tells every event after {@code afterSeq}, those of the past that are still kept first.
     *
     * @param afterSeq null for new events only
     * @param watcher  called in order, one thread at a time; it returns at once
     */
    public Subscription watch(@Nullable Long afterSeq, Watcher watcher) {
        PushedEvents pushed = new PushedEvents(events, afterSeq, watcher);
        pushed.handOver();
        return pushed;
    }

    /** Widens or narrows the scope; tools see it from their next call on. */
    public Scope changeScope(List<ScopeRule> allow, List<ScopeRule> deny) {
        Scope.Resolved more = parts.files().threads().get("changing the scope", targets(allow, deny),
                () -> parts.files().scope().get().resolve(allow, deny));
        return mailbox.ask(() -> setup.change(more));
    }

    private static String targets(List<ScopeRule> allow, List<ScopeRule> deny) {
        return Stream.concat(allow.stream(), deny.stream()).map(ScopeRule::target).filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    /**
     * Has old history summarised, whatever the thresholds, or joins the compaction that runs; waits until it took hold.
     * An interrupt gives it up, unless it is a running turn that waits for it.
     *
     * @param retainedTurns newest turns that stay as they are; null for what the manifest says
     * @throws PodException.PodBusy          the Pod is paused
     * @throws PodException.CompactionFailed there is no summary, or none that is short enough
     */
    public Compacted compact(@Nullable Integer retainedTurns) throws InterruptedException {
        Compaction compaction = mailbox.ask(() -> {
            refuseWhenPaused();
            return compactions.begin(turns.isRunning(), retainedTurns);
        });
        try {
            return switch (compaction.await()) {
                case Compaction.End.Done done -> new Compacted(done.segment(), done.before(), done.after());
                case Compaction.End.Failed failed -> throw new PodException.CompactionFailed(failed.reason());
            };
        } catch (InterruptedException cancelled) {
            compactions.cancel(compaction);
            throw cancelled;
        }
    }

    private void refuseWhenPaused() {
        turns.expectOpen();
        turns.expectNoRewind();
        if (turns.state() == PodState.PAUSED) {
            throw new PodException.PodBusy("Pod " + id + " is paused, and a paused Pod is not compacted");
        }
    }

    /**
     * Puts another setup to work; in the middle of a turn that waits for its end.
     *
     * @param generation a setup of an earlier generation than the last one is passed over
     */
    void configure(Setup next, Scope scope, long generation) {
        mailbox.ask(() -> {
            setup.replaceBy(next, scope, generation);
            if (!turns.isRunning()) {
                setup.apply();
            }
            return next;
        });
    }

    /** Its ways back to earlier entries of its session. */
    Rewinds rewinds() {
        return rewinds;
    }

    /**
     * From here on somebody watches who has seen events of this Pod in a process that has ended.
     *
     * @param lastSeq  number of the last of them
     * @param turnOpen whether the beginning of a turn was among them and not its end, which is then told
     */
    void revive(long lastSeq, boolean turnOpen) {
        mailbox.ask(() -> {
            events.skipTo(lastSeq, journal.session());
            TurnOutcome outcome = conversation.get().outcome();
            if (turnOpen && !hasBegun && outcome != null && events.last() <= lastSeq) {
                tell(new Event.TurnDone(outcome, outcome == TurnOutcome.ERROR ? Recovery.INTERRUPTED : null));
            }
            return this;
        });
    }

    /** Gives its session a title. */
    void rename(String title) {
        mailbox.ask(() -> {
            if (!conversation.get().isBegun()) {
                throw new SessionNotFoundException(journal.session());
            }
            journal.recordNow(new Entry.Title(title));
            return title;
        });
    }

    /** Cancels what runs, ends the Pod; its session stays. */
    public void close() {
        mailbox.ask(turns::close).ifPresent(RunningTurn::awaitWhatever);
        mailbox.ask(turns::cancelRewind).ifPresent(RunningRewind::awaitWhatever);
        compactions.cancel();
        mailbox.ask(() -> {
            turns.stopAbortHooks();
            return this;
        });
        mailbox.close();
        parts.background().end();
        try {
            journal.close();
        } finally {
            setup.close();
            events.close();
            parts.whenClosed().run();
            closed.countDown();
        }
    }

    /** Whether {@link #close} was called. */
    boolean isClosing() {
        return turns.isClosing();
    }

    /** Waits until {@link #close}, called by somebody else, has returned. An interrupt does not end the wait. */
    void awaitClosed() {
        boolean wasInterrupted = false;
        while (true) {
            try {
                closed.await();
                break;
            } catch (InterruptedException later) {
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The session that its conversation stands in now. */
    public String session() {
        return journal.session();
    }

    /** What it asks of the person now. */
    public Attention attention() {
        PodState now = state();
        if (parts.windows().questions().areOpen() || now == PodState.PAUSED) {
            return Attention.NEEDS_YOU;
        }
        return now == PodState.RUNNING ? Attention.RUNNING
                : parts.windows().hasUnread() ? Attention.UNREAD : Attention.NONE;
    }

    Scope scope() {
        return parts.files().scope().get();
    }

    /** Records entries in its session that name contents; on the disk when this returns. */
    void record(Function<Blobs, List<Entry>> entries) {
        journal.recordNow(entries);
    }

    /**
     * Makes a change of a file in the name of an inline edit, as a tool would: recorded before, pending afterwards.
     *
     * @param making makes it
     */
    void changeFile(String inline, Path file, byte[] before, byte[] after, ToolRun.Making making)
            throws InterruptedException {
        Author author = new Author(journal.session(), id, conversation.get().turns(), inline);
        journal.changeFile(inline, file, before, after, parts.files().changes().plan(author, file, before, after),
                making);
    }

    /** Records a change that a command of its has made. */
    void commandChanged(String call, Path file, byte @Nullable [] before, byte @Nullable [] after)
            throws InterruptedException {
        journal.changeFile(call, file, before, after, parts.files().changes().plan(author(), file, before, after),
                () -> {});
    }

    void warn(String message) {
        tell(new Event.Warning(message));
    }

    private RunningTurn turn(Function<Turn, TurnEnd> way, boolean resumes, @Nullable Window window) {
        turns.awaitEnding();
        return mailbox.ask(() -> {
            if (!turns.isRunning()) {
                parts.windows().turnBegins(window);
            }
            RunningTurn begun = turns.start(way, resumes, events.closeLast());
            hasBegun = true;
            return begun;
        });
    }

    private TurnParts turnParts() {
        Setup is = setup.get();
        return new TurnParts(is.model(), new OfferedTools(setup::toolsOfTurn), is.outputLimit(),
                is.hooks().then(parts.hooks()), gate,
                is.prompt(), journal,
                conversation, queue, compactions,
                new PodChanges(parts.files().changes(), this::author, parts.files().workingDirectory(),
                        parts.files().threads(), parts.background(), this::warn),
                is.limits(), this::tell, parts.services());
    }

    private Author author() {
        return new Author(journal.session(), id, conversation.get().turns(), null);
    }

    private void atGap() {
        turns.atGap();
    }

    private CompactionParts compactionParts() {
        Setup is = setup.get();
        return new CompactionParts(is.compaction().get(), is.summariser(), is.limits().attempts(),
                parts.files().touched(),
                is.tools());
    }

    private void tell(Event event) {
        openItems.note(event);
        if (event instanceof Event.TurnDone done) {
            turns.ending(done.outcome());
            parts.windows().turnEnded();
        }
        events.publish(journal.session(), event);
    }

    private void restore() {
        setup.restored(parts.log().warnings());
        SessionState past = conversation.get();
        if (!past.isBegun()) {
            return;
        }
        new Recovery(journal, parts.services()).closeWhatWasOpen(past);
        turns.takeStateFrom(conversation.get());
        setup.reconcile();
    }
}
