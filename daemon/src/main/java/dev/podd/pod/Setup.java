package dev.podd.pod;

import dev.podd.compaction.CompactionSettings;
import dev.podd.hook.Hooks;
import dev.podd.manifest.Manifest;
import dev.podd.model.LanguageModel;
import dev.podd.model.RequestSettings;
import dev.podd.permission.Permissions;
import dev.podd.tool.OutputLimit;
import dev.podd.tool.ToolBox;
import dev.podd.turn.Limits;
import dev.podd.turn.PromptSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a manifest makes of a Pod; fixed while a turn runs, replaced between turns. Closed when it is replaced and when its
 * Pod is closed.
 *
 * @param name     effective {@code [pod] name}, else the manifest's own
 * @param hooks    the commands that the manifest names
 * @param prompt   renders the system prompt, when the first turn begins
 * @param compaction as far as the model's window is known when it is asked
 * @param summariser who makes summaries of old history
 * @param warnings what the person should know of the manifest
 */
public record Setup(String name, Manifest manifest, LanguageModel model, RequestSettings settings, ToolBox tools,
        Permissions permissions, Hooks hooks,
        OutputLimit outputLimit, Limits limits, PromptSource prompt,
        Supplier<CompactionSettings> compaction,
        LanguageModel summariser, List<String> warnings) implements AutoCloseable {
    public Setup {
        warnings = List.copyOf(warnings);
    }

    /** "provider/model". */
    String modelName() {
        return model.info().provider() + "/" + model.info().id();
    }

    @Override
    public void close() {
        tools.close();
    }
}
