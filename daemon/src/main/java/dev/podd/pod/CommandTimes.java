package dev.podd.pod;

import dev.podd.item.Item;
import dev.podd.log.Entry;
import dev.podd.log.StoredEntry;
import dev.podd.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When commands ran. Outside a sandbox nobody records what a command does to files; but a file whose content was last
 * changed while one ran was most likely changed by it.
 */
final class CommandTimes {
    private static final String SHELL = "shell";
    /** The times of files lag behind the clock by up to a tick of the kernel. */
    private static final long TICK = 20;

    private final List<Span> spans;

    private record Span(long from, long to) {
        boolean holds(long at) {
            return from - TICK <= at && at <= to + TICK;
        }
    }

    private CommandTimes(List<Span> spans) {
        this.spans = List.copyOf(spans);
    }

    static CommandTimes in(List<StoredEntry> entries) {
        Reading reading = new Reading();
        entries.forEach(reading::add);
        return reading.end();
    }

    /** Takes the entries of a session one after the other. */
    static final class Reading {
        private final Set<String> commands = new HashSet<>();
        private final Map<String, Long> started = new HashMap<>();
        private final List<Span> spans = new ArrayList<>();

        void add(StoredEntry entry) {
            switch (entry.payload()) {
                case Entry.AssistantItem(Item.ToolCall call) when call.name().equals(SHELL) -> commands
                        .add(call.call());
                case Entry.ToolStarted(String call) when commands.contains(call) -> started.put(call, entry.at());
                case Entry.ToolResult result when started.containsKey(result.item().call()) -> spans
                        .add(new Span(started.remove(result.item().call()), entry.at()));
                default -> {
                }
            }
        }

        /** Commands that have no result by now run still. */
        CommandTimes end() {
            started.values().forEach(from -> spans.add(new Span(from, Long.MAX_VALUE - TICK)));
            return new CommandTimes(spans);
        }
    }

    /** Files below the working directory, but those that git ignores. */
    List<Path> changedIn(Workspace workspace) throws InterruptedException {
        if (spans.isEmpty()) {
            return List.of();
        }
        List<Path> found = Collections.synchronizedList(new ArrayList<>());
        workspace.walk(workspace.workingDirectory(), file -> {
            long at = file.modifiedAt();
            if (spans.stream().anyMatch(span -> span.holds(at))) {
                found.add(workspace.workingDirectory().resolve(file.path()));
            }
        });
        return found;
    }
}
