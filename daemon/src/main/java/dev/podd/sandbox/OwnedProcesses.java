package dev.podd.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All processes that one owner (a Pod) has started and that may still run. Closing kills them. Safe on every thread. */
final class OwnedProcesses implements AutoCloseable {
    private final Set<RunningCommand> running = new LinkedHashSet<>(); // guarded by this, as is all below
    /** Of commands that have ended and left processes in sessions of their own. */
    private final List<Members> left = new ArrayList<>();
    private boolean isClosed;

    /** Returns whether the owner still takes it; if not, the caller kills it. */
    synchronized boolean add(RunningCommand command) {
        return !isClosed && running.add(command);
    }

    synchronized void remove(RunningCommand command) {
        running.remove(command);
    }

    synchronized boolean leave(Members members) {
        left.removeIf(earlier -> earlier.find().isEmpty());
        return !isClosed && left.add(members);
    }

    @Override
    public void close() {
        List<RunningCommand> commands;
        List<Members> others;
        synchronized (this) {
            isClosed = true;
            commands = List.copyOf(running);
            others = List.copyOf(left);
        }
        commands.forEach(RunningCommand::kill);
        others.forEach(members -> members.kill(RunningCommand.GRACE));
    }
}
