package dev.podd.turn;

import dev.podd.event.Event;
import dev.podd.item.Item;
import dev.podd.item.ToolOutcome;
import dev.podd.item.TurnError;
import dev.podd.log.Entry;
import dev.podd.log.LogException;
import dev.podd.tool.PreparedCall;
import dev.podd.tool.ToolException;
import dev.podd.tool.ToolOutput;
import dev.podd.tool.ToolRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs tool calls on a virtual thread each. Used by the turn's thread only, whose interrupt reaches the calls when it
 * closes this.
 */
final class SideBySide implements AutoCloseable {
    /** How long a stopped tool gets to say its last word. */
    private static final Duration LAST_WORD = Duration.ofMillis(80);

    private final TurnParts parts;
    private final BiFunction<Item.ToolCall, ToolOutput, Concluded> results;
    private final List<Running> all = new ArrayList<>();

    SideBySide(TurnParts parts, BiFunction<Item.ToolCall, ToolOutput, Concluded> results) {
        this.parts = parts;
        this.results = results;
    }

    /** A recorded result, and the output that it was made of. */
    record Concluded(Item.ToolResult result, ToolOutput output) {}

    /** A call, and how it ended. */
    record Done(ToolCalls.Ready ready, Concluded concluded) {}

    /** Returns when every call that was started and that {@code next} depends on has ended. */
    void awaitCallsBefore(PreparedCall next) throws InterruptedException {
        for (Running each : all) {
            if (next.dependsOn(each.ready().prepared())) {
                await(each);
            }
        }
    }

    /** Starts a call; all calls that it depends on have ended. */
    void start(ToolCalls.Ready ready) {
        Voice voice = new Voice(ready.call().call());
        FutureTask<Concluded> task = new FutureTask<>(() -> voice.conclude(ready, output(ready, voice)));
        all.add(new Running(ready, task, Thread.ofVirtual().name("tool-" + ready.tool().name()).start(task), voice));
    }

    /** Waits for all that were started; they stand in the order of their start. */
    List<Done> awaitAll() throws InterruptedException {
        List<Done> done = new ArrayList<>();
        for (Running each : all) {
            done.add(new Done(each.ready(), await(each)));
        }
        return done;
    }

    /** Stops the calls that have not ended; each gets a result. */
    @Override
    public void close() {
        stop(all.stream().filter(each -> !each.task().isDone()).toList());
    }

    private Concluded await(Running running) throws InterruptedException {
        try {
            return running.task().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    /** Stops all at once; each is answered, and a store that fails meanwhile keeps none of them alive. */
    private static void stop(List<Running> running) {
        running.forEach(each -> each.thread().interrupt());
        long end = System.nanoTime() + LAST_WORD.toNanos();
        running.forEach(each -> each.joinUntil(end));
        LogException broken = null;
        for (Running each : running) {
            try {
                each.voice().stopped(each.ready());
            } catch (LogException failure) {
                broken = broken == null ? failure : broken;
            }
        }
        if (broken != null) {
            throw broken;
        }
    }

    private record Running(ToolCalls.Ready ready, FutureTask<Concluded> task, Thread thread, Voice voice) {
        void joinUntil(long nanoTime) {
            long left = nanoTime - System.nanoTime();
            try {
                if (left > 0) {
                    thread.join(Duration.ofNanos(left));
                }
            } catch (InterruptedException again) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private ToolOutput output(ToolCalls.Ready ready, Voice voice) throws InterruptedException {
        if (ready.prepared().hasEffect()) {
            parts.journal().recordNow(new Entry.ToolStarted(ready.call().call()));
        }
        try {
            return ready.prepared().run(voice);
        } catch (ToolException failure) {
            return ToolOutput.error(String.valueOf(failure.getMessage()), failure.body());
        } catch (LogException stop) {
            throw stop;
        } catch (RuntimeException bug) {
            TurnError error = parts.services().bugs().report("tool " + ready.tool().name(), bug);
            return new ToolOutput(ToolOutcome.ERROR, error.message(), null, null);
        }
    }

    /** What a tool can say while it runs; once silenced nothing it does is taken any more. */
    private final class Voice implements ToolRun {
        private final String call;
        private volatile boolean isSilent;
        private volatile Supplier<ToolOutput> ifCancelled = () -> new ToolOutput(ToolOutcome.CANCELLED,
                "Stopped before it ended; part of its effect may stay.", null, null);

        Voice(String call) {
            this.call = call;
        }

        @Override
        public String call() {
            return call;
        }

        @Override
        public void output(String text) {
            if (!isSilent) {
                parts.events().accept(new Event.ToolCallOutput(call, text));
            }
        }

        @Override
        public void ifCancelled(Supplier<ToolOutput> result) {
            ifCancelled = result;
        }

        @Override
        public void fileChange(Path file, byte @Nullable [] before, byte @Nullable [] after, Making making)
                throws InterruptedException {
            if (isSilent) {
                throw new ToolException("the call was cancelled");
            }
            parts.journal().changeFile(call, file, before, after, parts.changes().plan(file, before, after), making);
        }

        /** The one result of the call, unless it was stopped before. */
        synchronized Concluded conclude(ToolCalls.Ready ready, ToolOutput output) {
            if (isSilent) {
                throw new CancellationException("call " + call + " was stopped");
            }
            isSilent = true;
            return results.apply(ready.call(), output);
        }

        synchronized void stopped(ToolCalls.Ready ready) {
            if (!isSilent) {
                conclude(ready, ifCancelled.get());
            }
        }
    }
}
