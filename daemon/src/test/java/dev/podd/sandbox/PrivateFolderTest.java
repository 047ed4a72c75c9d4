package dev.podd.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class PrivateFolderTest {
    @Test
    void whatAProcessLeftThatWasKilledIsRemovedAndWhatIsInUseStays() throws IOException {
        Path left = Files.createTempDirectory("podd-sandbox-0-");
        Files.createFile(left.resolve("lock"));
        Files.createDirectories(left.resolve("home/.cache"));
        Path beingMade = Files.createTempDirectory("podd-sandbox-0-");
        try (PrivateFolder other = new PrivateFolder()) {
            Path home = other.home();
            assertThat(left).doesNotExist();
            Path gone;
            try (PrivateFolder one = new PrivateFolder()) {
                gone = one.home();
                assertThat(gone).exists();
            }
            assertThat(gone.getParent()).doesNotExist();
            assertThat(home).exists();
            assertThat(beingMade).exists();
        } finally {
            Files.delete(beingMade);
        }
    }
}
