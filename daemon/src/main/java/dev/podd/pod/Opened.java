package dev.podd.pod;

/** An open Pod; {@code isNew}: it was made or restored just now, and nobody else has it open. */
public record Opened(Pod pod, boolean isNew) {}
