package dev.podd.language;

/**
 * Something that code defines.
 *
 * @param kind      one lower-case word, such as "class"
 * @param container what it lies in; empty for nothing
 * @param depth     in how many others of the same list it lies
 */
public record Symbol(String name, String kind, String container, CodePlace place, int depth) {}
