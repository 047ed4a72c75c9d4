package dev.podd.pod;

import java.nio.file.Path;
import java.util.List;

/**
 * What a rewind came to.
 *
 * @param restored files that are again as they were
 * @param kept     files that were changed since, and stay as they are: by a person in a way that does not go together
 *                 with what was to come back, by a command, or out of the scope of now
 */
public record Rewound(String session, List<Path> restored, List<Path> kept) {
    public Rewound {
        restored = List.copyOf(restored);
        kept = List.copyOf(kept);
    }
}
