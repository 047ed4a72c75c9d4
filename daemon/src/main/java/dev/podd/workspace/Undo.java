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
 * is to happen can be recorded before it does. The contents of one file at a time are in memory.
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
     * @param at     when, in milliseconds since 1970
     */
    public record Change(Path file, @Nullable String before, @Nullable String after, long at) {}

    /**
     * What a file is to become.
     *
     * @param now  name of its content; null for no file
     * @param then name of the content that comes back; null for no file
     * @param made when the file was made, if it is to go again: folders made since then go with it
     */
    public record Plan(Path file, @Nullable String now, @Nullable String then, long made) {}

    /**
     * @param changes newest first
     * @param keep    keeps bytes under a name
     * @return all plans so far
     */
    public List<Plan> plan(List<Change> changes, Function<byte[], String> keep) {
        Map<Path, List<Change>> files = new LinkedHashMap<>();
        changes.forEach(change -> files.computeIfAbsent(change.file(), file -> new ArrayList<>()).add(change));
        files.forEach((file, newestFirst) -> plan(file, newestFirst, keep));
        return List.copyOf(plans);
    }

    /** Files for which there is no plan, since they stay as somebody else made them. */
    public List<Path> kept() {
        return List.copyOf(kept);
    }

    private void plan(Path file, List<Change> newestFirst, Function<byte[], String> keep) {
        try {
            Content now = new Content(workspace.readIfExists(file));
            Optional<Content> then = back(now, newestFirst);
            if (then.isEmpty()) {
                kept.add(file);
            } else if (!then.get().is(now)) {
                plans.add(new Plan(file, name(now.bytes(), keep), name(then.get().bytes(), keep),
                        newestFirst.getLast().at()));
            }
        } catch (WorkspaceException unreadable) {
            kept.add(file);
        }
    }

    private static @Nullable String name(byte @Nullable [] bytes, Function<byte[], String> keep) {
        return bytes == null ? null : keep.apply(bytes);
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

    /**
     * Does what was planned.
     *
     * @return whether it is done; not to a file that has changed meanwhile, and not where it is refused
     */
    public boolean make(Plan plan) throws InterruptedException {
        try {
            byte[] planned = bytes(plan.now());
            byte[] then = bytes(plan.then());
            return workspace.alone(plan.file(), () -> {
                boolean isAsPlanned = Arrays.equals(workspace.readIfExists(plan.file()), planned);
                if (isAsPlanned) {
                    put(plan, planned, then);
                }
                return isAsPlanned;
            });
        } catch (WorkspaceException refused) {
            return false;
        }
    }

    private byte @Nullable [] bytes(@Nullable String name) {
        return name == null ? null : contents.apply(name);
    }

    private void put(Plan plan, byte @Nullable [] now, byte @Nullable [] then) throws InterruptedException {
        if (then == null) {
            workspace.delete(plan.file(), now);
            workspace.deleteEmptyAbove(plan.file(), plan.made());
        } else {
            workspace.change(plan.file(), now, then);
        }
    }
}
