package dev.podd.pod;

/**
 * What a compaction left.
 *
 * @param segment the session's active segment
 * @param before  tokens of the context before; as many as after when there was nothing to summarise
 */
public record Compacted(String segment, long before, long after) {}
