package dev.podd.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Nothing binds commands.
 *
 * @param why no other sandbox is there, for a person who would like one
 */
public record NoSandbox(String why) implements Sandbox {
    @Override
    public String name() {
        return "none";
    }

    @Override
    public boolean holds() {
        return false;
    }

    @Override
    public String gaps() {
        return "may do whatever you may";
    }

    @Override
    public List<String> launcher(Bounds bounds, Path folder) {
        return List.of();
    }

    @Override
    public Map<String, String> environment(Map<String, String> variables, Bounds bounds) {
        return variables;
    }
}
