package dev.podd.usage;

/**
 * What one request measured.
 *
 * @param historyLength items of history that the request carried
 * @param usage         tokens of the request
 */
public record UsageRecord(int historyLength, Usage usage) {}
