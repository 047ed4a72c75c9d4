package dev.podd.pod;

import dev.podd.event.CompactionStatus;
import dev.podd.event.Tokens;
import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.log.Marks;
import dev.podd.manifest.Manifest;
import dev.podd.model.ModelInfo;
import dev.podd.model.RequestSettings;
import dev.podd.scope.Scope;
import dev.podd.usage.Usage;
import dev.podd.usage.UsageRecord;
import java.nio.file.Path;
import java.util.List;

/**
 * A Pod at one moment; immutable, to be had at any time, during a turn too.
 *
 * @param name             effective {@code [pod] name}, else the manifest's own
 * @param history          as the model has it
 * @param marks            what is known of the items of {@code history} beside the items themselves
 * @param usageHistory     what requests over {@code history} measured
 * @param total            tokens of the whole session
 * @param queue            inputs that wait for the next request
 * @param recentFiles      files that tools touched, newest first
 * @param warnings         what the person should know of how it was opened
 */
public record PodSnapshot(String pod, String session, String name, Manifest manifest, ModelInfo model,
        Path workspaceFolder, Path workingDirectory, Scope scope, PodState state, List<Item> history,
        Marks marks, List<UsageRecord> usageHistory, Usage total, Tokens tokens, int queue, RequestSettings settings,
        List<String> tools,
        List<Path> recentFiles, CompactionStatus compaction, List<String> warnings) {
    /** Whether Podd itself said it, be it in the person's role: a notice, a hook's message, what became of changes. */
    public boolean isOurs(Item.Message message) {
        return message.role() == Role.SYSTEM
                || message.role() == Role.USER && !marks.isFromPerson(message.id());
    }
}
