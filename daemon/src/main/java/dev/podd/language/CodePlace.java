package dev.podd.language;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a document.
 *
 * @param uri     as the editor calls the document
 * @param file    the file that it shows; null for none on this machine
 * @param line    the first, from 0
 * @param endLine the last, from 0
 */
public record CodePlace(String uri, @Nullable Path file, int line, int endLine) {}
