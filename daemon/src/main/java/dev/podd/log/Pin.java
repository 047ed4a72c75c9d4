package dev.podd.log;

/**
 * The person's own words, kept when a summary took the place of the input that held them (semantics 8.4).
 *
 * @param input id of the item that they were sent in
 * @param text  word for word; a long one is cut in its middle
 * @param cut   whether it is
 */
public record Pin(String input, String text, boolean cut) {}
