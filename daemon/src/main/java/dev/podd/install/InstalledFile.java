package dev.podd.install;

import java.nio.file.Path;

/** What an installation puts at a place below its prefix. */
public sealed interface InstalledFile {
    /** Relative to the prefix. */
    Path place();

    /** A file that everybody may read. */
    record Text(Path place, String text) implements InstalledFile {}

    /** A symbolic link. */
    record Link(Path place, Path target) implements InstalledFile {}
}
