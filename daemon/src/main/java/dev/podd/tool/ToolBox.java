package dev.podd.tool;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The tools of a Pod, in the order of their names, so that every request lists them alike, and the sources of further
 * ones. Closing it closes the sources and the tools that are {@link AutoCloseable}: those that hold a process or a
 * connection.
 */
public final class ToolBox implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ToolBox.class.getName());

    private final TreeMap<String, Tool> byName = new TreeMap<>();
    private final List<ToolSource> sources;

    /** @throws IllegalArgumentException two tools have one name */
    public ToolBox(Collection<? extends Tool> tools) {
        this(tools, List.of());
    }

    /**
     * @param sources of tools that are in {@link #available} only
     * @throws IllegalArgumentException two tools have one name
     */
    public ToolBox(Collection<? extends Tool> tools, List<ToolSource> sources) {
        this.sources = List.copyOf(sources);
        for (Tool tool : tools) {
            if (byName.put(tool.name(), tool) != null) {
                throw new IllegalArgumentException("two tools are named " + tool.name());
            }
        }
    }

    public Optional<Tool> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Those that can be used now. It need not be closed: its tools are those of this one. */
    public ToolBox available() {
        return new ToolBox(Stream.concat(byName.values().stream(), sources.stream().flatMap(each -> each.tools()
                .stream())).filter(Tool::isAvailable).toList());
    }

    /** As {@link #available}, once all sources know their tools; waits at most so long for each. */
    public ToolBox available(Duration patience) throws InterruptedException {
        await(patience);
        return available();
    }

    /** Waits until all sources know what they have, at most so long for each. */
    public void await(Duration patience) throws InterruptedException {
        for (ToolSource source : sources) {
            source.await(patience);
        }
    }

    public boolean hasSources() {
        return !sources.isEmpty();
    }

    /** The prompts of all sources that are known now. */
    public List<ServerPrompt> prompts() {
        return sources.stream().flatMap(each -> each.prompts().stream()).toList();
    }

    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    public List<Tool> all() {
        return List.copyOf(byName.values());
    }

    /** Closes each closable tool; one that cannot be closed does not keep the others open. */
    @Override
    public void close() {
        sources.forEach(source -> close("source", source));
        for (Tool tool : byName.values()) {
            if (tool instanceof AutoCloseable closeable) {
                close(tool.name(), closeable);
            }
        }
    }

    private static void close(String name, AutoCloseable tool) {
        try {
            tool.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.log(Level.WARNING, "tool " + name + " could not be closed", e);
        }
    }
}
