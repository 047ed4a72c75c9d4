package dev.podd.buffer;

/** A place in a text as LSP says it: line and character from 0, characters counted in some {@link PositionEncoding}. */
public record Position(int line, int character) {}
