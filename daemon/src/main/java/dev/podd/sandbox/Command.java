package dev.podd.sandbox;

import java.nio.file.Path;

/** A line for {@code /bin/sh}, and the folder that it runs in. */
public record Command(String text, Path folder) {}
