package dev.podd.buffer;

import java.time.Instant;

/**
 * An open document, and what it has to do with its file.
 *
 * @param lastChange grows with each change of any document
 * @param settledAt  when it was opened, or saved last
 * @param isChanged  whether it has changed since
 * @param typedAt    when it was changed last; the beginning of time for one that was only opened
 */
public record Buffer(Document document, long lastChange, Instant settledAt, boolean isChanged, Instant typedAt) {}
