package dev.podd.language;

import java.nio.file.Path;

/**
 * A place in a file that something is asked about.
 *
 * @param file   as the editor calls it, if it has it open
 * @param text   of the file, with its line ends
 * @param offset in {@code text}, in chars
 */
public record Spot(Path file, String text, int offset) {}
