package dev.podd.change;

import dev.podd.log.Hunk;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which hunks a request is about. */
public sealed interface Selection {
    /** Some hunks, by their ids. */
    record Hunks(Set<String> ids) implements Selection {
        public Hunks {
            ids = Set.copyOf(ids);
        }
    }

    /** All hunks of a file. */
    record OfFile(Path file) implements Selection {}

    /** All hunks below a folder. */
    record Below(Path folder) implements Selection {}

    /**
     * What a session changed.
     *
     * @param turn only that turn, from 1; null for all
     */
    record OfSession(String session, @Nullable Integer turn) implements Selection {}

    /** What an inline edit changed. */
    record OfInline(String inline) implements Selection {}

    /** What all of these take; everything for none. */
    record All(List<Selection> of) implements Selection {
        public All {
            of = List.copyOf(of);
        }
    }

    /** Whether it takes a hunk of a file. */
    default boolean takes(Path file, Hunk hunk) {
        return switch (this) {
            case Hunks some -> some.ids.contains(hunk.hunk());
            case OfFile one -> one.file.equals(file);
            case Below below -> file.startsWith(below.folder);
            case All all -> all.of.stream().allMatch(each -> each.takes(file, hunk));
            case OfSession of -> of.session.equals(hunk.session()) && (of.turn == null || of.turn == hunk.turn());
            case OfInline of -> of.inline.equals(hunk.inline());
        };
    }
}
