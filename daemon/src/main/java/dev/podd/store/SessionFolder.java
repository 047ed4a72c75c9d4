package dev.podd.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of one session: {@code log/} is the Xodus environment, {@code heads} the heads kept apart, {@code summary}
 * what a list shows.
 */
record SessionFolder(Path path) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    /** Whether a session may be called so; anything else could name a path elsewhere. */
    static boolean isName(String session) {
        return NAME.matcher(session).matches();
    }

    Path log() {
        return path.resolve("log");
    }

    HeadsFile heads() {
        return new HeadsFile(path.resolve("heads"));
    }

    SummaryFile summary() {
        return new SummaryFile(path.resolve("summary"));
    }

    boolean exists() {
        return Files.isDirectory(path);
    }

    void delete() throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(path)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.delete(each);
        }
    }
}
