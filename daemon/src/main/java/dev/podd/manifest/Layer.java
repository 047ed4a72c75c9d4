package dev.podd.manifest;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One of the texts that make a manifest.
 *
 * @param folder where its relative paths begin; null for the working directory
 */
record Layer(@Nullable Path folder, Node.Table root) {}
