package dev.podd.item;

/** A range of a text, lines and characters from 0, end exclusive; characters are UTF-16 code units. */
public record TextRange(int startLine, int startCharacter, int endLine, int endCharacter) {}
