package dev.podd.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the system says of this process's memory. */
final class Memory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";

    private Memory() {}

    /** Resident bytes; null where the system does not tell. */
    static @Nullable Long resident() {
        try {
            return Files.readAllLines(STATUS).stream().filter(line -> line.startsWith(RESIDENT)).findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10).orElse(null);
        } catch (IOException noSuchFile) {
            return null;
        }
    }
}
