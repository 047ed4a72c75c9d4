package dev.podd.tool;

import dev.podd.item.Location;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tool call whose arguments are understood, not yet run. It looks at the content of files only in {@link #preview} and
 * {@link #run}, since earlier calls of the same answer may change them.
 */
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

    /** Files whose content it would change. A later call on one of them starts when this one has ended. */
    default Set<Path> writes() {
        return Set.of();
    }

    /** Files, and folders with all below, whose content it would look at but not change. */
    default Set<Path> reads() {
        return Set.of();
    }

    /** Whether it must wait for {@code earlier}: one of the two changes what the other works on. */
    default boolean dependsOn(PreparedCall earlier) {
        return overlap(earlier.writes(), writes()) || overlap(earlier.writes(), reads())
                || overlap(earlier.reads(), writes());
    }

    private static boolean overlap(Set<Path> some, Set<Path> others) {
        return some.stream().anyMatch(
                one -> others.stream().anyMatch(other -> one.startsWith(other) || other.startsWith(one)));
    }

    /** Whether running it twice, or half, would matter: then its start is on the disk before it runs. */
    default boolean hasEffect() {
        return !writes().isEmpty();
    }

    /**
     * What it would change now, for the question to the person; null when it changes no file. Asked only after all
     * earlier calls on its paths have ended.
     *
     * @throws ToolException when it would fail on what is there now
     */
    default @Nullable Preview preview() {
        return null;
    }

    /**
     * A change that is not made yet.
     *
     * @param diff unified
     * @param line where it begins, from 0
     */
    record Preview(String diff, @Nullable Integer line) {}

    /** The command it would run. */
    default @Nullable String command() {
        return null;
    }

    /** What binds that command, if it was started now; empty for a call that names none. Looks at files. */
    default Optional<Containment> containment() {
        return Optional.empty();
    }

    /**
     * Runs it; called once at most. An interrupt stops it and all it started.
     *
     * @throws ToolException when it failed; the model gets the message
     */
    ToolOutput run(ToolRun run) throws InterruptedException;
}
