package dev.podd.turn;

import dev.podd.compaction.CompactionSettings;
import dev.podd.compaction.TouchedFiles;
import dev.podd.model.LanguageModel;

/**
 * What compaction works with; may change between turns.
 *
 * @param model     whoever summarises
 * @param attempts  tries of one request in all
 * @param toolBytes how much the tools' descriptions add to every request
 */
public record CompactionParts(CompactionSettings settings, LanguageModel model, int attempts, TouchedFiles files,
        long toolBytes) {}
