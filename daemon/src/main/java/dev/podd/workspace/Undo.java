package dev.podd.workspace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes changes of files back, the newest first. What somebody else changed in such a file since stays: merged with
 * what comes back where that is possible, and where it is not, the file is left as it is. Planned first, so that what
 * is to happen can be recorded before it does.
 */
public final class Undo {
    private final Workspace workspace;
    private final Function<String, byte[]> contents;
    private final List<Plan> plans = new ArrayList<>();
    private final List<Path> kept = new ArrayList<>();

    /** @param contents bytes by the names that changes have for them */
    public Undo(Workspace workspace, Function<String, byte[]> contents) {
        this.workspace = workspace;
        this.contents = contents;
    }

    /**
     * A change that was made.
     *
     * @param before name of the content; null where there was no file
     * @param after  name of the content; null where there was none any more
     */
    public record Change(Path file, @Nullable String before, @Nullable String after) {}

    /** What a file is to become; null is no file. */
    public static final class Plan {
        private final Path file;
        private final Content now;
        private final Content then;

        private Plan(Path file, Content now, Content then) {
            this.file = file;
            this.now = now;
            this.then = then;
        }

        public Path file() {
            return file;
        }

        public byte @Nullable [] now() {
            return now.bytes();
        }

        public byte @Nullable [] then() {
            return then.bytes();
        }
    }

    /** @param changes newest first */
    public List<Plan> plan(List<Change> changes) {
        Map<Path, List<Change>> files = new LinkedHashMap<>();
        changes.forEach(change -> files.computeIfAbsent(change.file(), file -> new ArrayList<>()).add(change));
        files.forEach(this::plan);
        return List.copyOf(plans);
    }

    /** Files that are left as somebody else made them. */
    public List<Path> kept() {
        return List.copyOf(kept);
    }

    /**
     * Does what was planned, but not to a file that has changed meanwhile.
     *
     * @return the files that have come back
     */
    public List<Path> make() throws InterruptedException {
        List<Path> restored = new ArrayList<>();
        for (Plan plan : plans) {
            (isMade(plan) ? restored : kept).add(plan.file());
        }
        return restored;
    }

    private void plan(Path file, List<Change> newestFirst) {
        try {
            Content now = new Content(workspace.readIfExists(file));
            Optional<Content> then = back(now, newestFirst);
            if (then.isEmpty()) {
                kept.add(file);
            } else if (!then.get().is(now)) {
                plans.add(new Plan(file, now, then.get()));
            }
        } catch (WorkspaceException unreadable) {
            kept.add(file);
        }
    }

    /** Empty where somebody else's change stands in the way. */
    private Optional<Content> back(Content now, List<Change> newestFirst) {
        Content text = now;
        for (Change change : newestFirst) {
            Content after = new Content(change.after(), contents);
            Content before = new Content(change.before(), contents);
            if (text.is(after)) {
                text = before;
            } else if (!text.is(before)) {
                Optional<Content> merged = merged(after.bytes(), text.bytes(), before.bytes());
                if (merged.isEmpty()) {
                    return merged;
                }
                text = merged.get();
            }
        }
        return Optional.of(text);
    }

    private static Optional<Content> merged(byte @Nullable [] base, byte @Nullable [] one, byte @Nullable [] other) {
        return base == null || one == null || other == null ? Optional.empty()
                : ThreeWay.merged(base, one, other).map(Content::new);
    }

    /** What a file holds; null when there is none. Fetched when it is needed, since a file may have changed often. */
    private static final class Content {
        private final @Nullable String name;
        private final Function<String, byte[]> contents;
        private byte @Nullable [] known;

        Content(byte @Nullable [] bytes) {
            this(null, name -> new byte[0]);
            known = bytes;
        }

        /** @param name null for no file */
        Content(@Nullable String name, Function<String, byte[]> contents) {
            this.name = name;
            this.contents = contents;
        }

        byte @Nullable [] bytes() {
            if (known == null && name != null) {
                known = contents.apply(name);
            }
            return known;
        }

        /** Equal names are equal contents. */
        boolean is(Content other) {
            return (name != null && name.equals(other.name)) || Arrays.equals(bytes(), other.bytes());
        }
    }

    private boolean isMade(Plan plan) throws InterruptedException {
        try {
            return workspace.alone(plan.file(), () -> {
                boolean isAsPlanned = Arrays.equals(workspace.readIfExists(plan.file()), plan.now());
                if (isAsPlanned) {
                    put(plan.file(), plan.now(), plan.then());
                }
                return isAsPlanned;
            });
        } catch (WorkspaceException refused) {
            return false;
        }
    }

    private void put(Path file, byte @Nullable [] now, byte @Nullable [] then) throws InterruptedException {
        if (then == null) {
            workspace.delete(file, now);
        } else {
            workspace.change(file, now, then);
        }
    }
}
