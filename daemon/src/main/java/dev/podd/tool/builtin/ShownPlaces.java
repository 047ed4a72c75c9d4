package dev.podd.tool.builtin;

import dev.podd.language.CodePlace;
import dev.podd.tool.ToolOutput;
import dev.podd.workspace.TextFile;
import dev.podd.workspace.Workspace;
import dev.podd.workspace.WorkspaceException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Places in files as {@code grep} shows them: name, line and text of the line. What the Pod may not read is counted, not
 * named. For one call.
 */
final class ShownPlaces {
    private static final int MAX_LINE = 200;

    private final Workspace workspace;
    private final LeftOut leftOut;
    private final Shown shown;
    private int outside;
    private @Nullable Path last;
    private List<String> lines = List.of();

    /** @param denied which real paths a rule of the manifest denies; null for none */
    ShownPlaces(Workspace workspace, int maxBytes, @Nullable Predicate<Path> denied) {
        this.workspace = workspace;
        this.leftOut = new LeftOut(denied);
        this.shown = new Shown(maxBytes);
    }

    /**
     * Adds a place.
     *
     * @param before comes before the name of the file
     * @param text   comes after the line's number; null for what stands in the line
     */
    void add(CodePlace place, String before, @Nullable String text) {
        Path real = place.file() == null ? null : readable(place.file());
        if (real == null) {
            outside++;
        } else if (!leftOut.leavesOut(real)) {
            String said = text != null ? text : line(real, place.line());
            shown.add(before + workspace.name(real) + ":" + (place.line() + 1) + (said.isEmpty() ? "" : ": " + said));
        }
    }

    /** Of what was added. */
    ToolOutput output(String what, String end) {
        String more = outside == 0 ? ""
                : "\n" + outside + " more in files that this Pod may not read";
        return ToolOutput.ok(leftOut.in(shown.count(what) + end + more, what), shown.body());
    }

    private @Nullable Path readable(Path file) {
        try {
            return workspace.readable(file.toString());
        } catch (WorkspaceException refused) {
            return null;
        }
    }

    private String line(Path real, int line) {
        if (!real.equals(last)) {
            last = real;
            lines = lines(real);
        }
        return line < lines.size() ? Numbered.cut(lines.get(line).strip(), MAX_LINE) : "";
    }

    private List<String> lines(Path real) {
        try {
            return Optional.ofNullable(workspace.readIfExists(real)).flatMap(TextFile::of).map(TextFile::lines)
                    .orElse(List.of());
        } catch (WorkspaceException unreadable) {
            return List.of(); // its name says enough
        }
    }
}
