package dev.podd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Text that a test expects, kept in a file of {@code src/test/resources/golden} whose first line says what it shows.
 * Run the tests with {@code -Dgolden=write} to write the files anew; then read the diff.
 */
public final class Golden {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    private Golden() {}

    /** Compares with the file of that name, or writes it. */
    public static void check(String name, String shows, String actual) {
        Path file = FOLDER.resolve(name);
        String text = shows + "\n\n" + actual;
        try {
            if ("write".equals(System.getProperty("golden"))) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            }
            assertThat(text).as(name).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new AssertionError("golden file " + file + " cannot be read; -Dgolden=write writes it", e);
        }
    }
}
