package dev.podd.tool;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The tools of a Pod, in the order of their names, so that every request lists them alike. */
public final class ToolBox {
    private final TreeMap<String, Tool> byName = new TreeMap<>();

    /** @throws IllegalArgumentException two tools have one name */
    public ToolBox(Collection<? extends Tool> tools) {
        for (Tool tool : tools) {
            if (byName.put(tool.name(), tool) != null) {
                throw new IllegalArgumentException("two tools are named " + tool.name());
            }
        }
    }

    public Optional<Tool> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    public List<Tool> all() {
        return List.copyOf(byName.values());
    }
}
