package dev.podd.approval;

import dev.podd.item.Location;
import dev.podd.item.ToolKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person is asked before a tool runs.
 *
 * @param pod     id of the Pod that asks
 * @param call    the tool call it is about
 * @param diff    the change it would make, as a unified diff
 * @param command the command it would run
 */
public record Question(String pod, String call, String title, ToolKind kind, List<Location> locations,
        @Nullable String diff,
        @Nullable String command, List<Option> options) {
    public Question {
        locations = List.copyOf(locations);
        options = List.copyOf(options);
    }
}
