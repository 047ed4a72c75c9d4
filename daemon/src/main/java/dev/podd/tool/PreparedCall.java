package dev.podd.tool;

import dev.podd.item.Location;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A tool call whose arguments are understood, not yet run. */
public interface PreparedCall {
    /** One line for the person: "edit src/a.txt", "shell: npm test". */
    String title();

    default List<Location> locations() {
        return List.of();
    }

    /** What permission patterns look at: absolute paths or one command. */
    default List<String> subjects() {
        return List.of();
    }

    /** Files it would write; calls that share one run one after the other. */
    default Set<Path> writes() {
        return Set.of();
    }

    /** Whether running it twice, or half, would matter: then its start is on the disk before it runs. */
    default boolean hasEffect() {
        return !writes().isEmpty();
    }

    /** The change it would make, as a unified diff, for the question to the person. */
    default @Nullable String diff() {
        return null;
    }

    /** The command it would run. */
    default @Nullable String command() {
        return null;
    }

    /**
     * Runs it; called once at most. An interrupt stops it and all it started.
     *
     * @throws ToolException when it failed; the model gets the message
     */
    ToolOutput run(ToolRun run) throws InterruptedException;
}
