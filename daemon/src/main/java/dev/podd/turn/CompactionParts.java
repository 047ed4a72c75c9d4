package dev.podd.turn;

import dev.podd.compaction.CompactionSettings;
import dev.podd.compaction.TouchedFiles;
import dev.podd.model.LanguageModel;
import dev.podd.tool.ToolBox;

/**
 * What compaction works with; may change between turns.
 *
 * @param model     whoever summarises
 * @param attempts  tries of one request in all
 */
public record CompactionParts(CompactionSettings settings, LanguageModel model, int attempts, TouchedFiles files,
        ToolBox tools) {
    /** How much the tools' descriptions add to every request. */
    long toolBytes() {
        return tools.all().stream().mapToLong(tool -> tool.name().length() + tool.description().length()
                + tool.schema().toString().length()).sum();
    }
}
