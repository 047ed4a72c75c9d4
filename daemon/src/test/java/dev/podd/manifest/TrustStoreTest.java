package dev.podd.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrustStoreTest {
    @TempDir
    private Path temp;

    private TrustStore store() {
        return new TrustStore(temp.resolve("state/trust.json"));
    }

    @Test
    void aFolderOfWhichNothingWasSaidIsNotTrusted() {
        assertThat(store().isTrusted(temp)).isFalse();
        assertThat(store().answer(temp)).isEmpty();
    }

    @Test
    void answersAreKeptAndTheLastOneCounts() throws IOException {
        Path other = Files.createDirectory(temp.resolve("other"));
        store().trust(temp, true);
        store().trust(other, false);
        assertThat(store().answer(temp)).contains(true);
        assertThat(store().answer(other)).contains(false);
        store().trust(temp, false);
        assertThat(store().isTrusted(temp)).isFalse();
        try (var left = Files.list(temp.resolve("state"))) {
            assertThat(left).containsExactly(temp.resolve("state/trust.json"));
        }
    }

    @Test
    void aLinkToAFolderIsThatFolderAndOneBelowItIsNot() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("folder/below")).getParent();
        store().trust(Files.createSymbolicLink(temp.resolve("link"), folder), true);
        assertThat(store().isTrusted(folder)).isTrue();
        assertThat(store().isTrusted(folder.resolve("below"))).isFalse();
    }

    @Test
    void aDamagedFileHoldsNoTrust() throws IOException {
        store().trust(temp, true);
        Files.writeString(temp.resolve("state/trust.json"), "{\"/\": tru");
        assertThat(store().isTrusted(temp)).isFalse();
        store().trust(temp, true);
        assertThat(store().isTrusted(temp)).isTrue();
    }
}
