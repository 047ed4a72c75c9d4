package dev.podd.buffer;

/** From a place to another, end exclusive; if they stand the wrong way round, the smaller one is the start. */
public record Range(Position start, Position end) {}
