package dev.podd.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
            assertThat(left).containsExactlyInAnyOrder(temp.resolve("state/trust.json"),
                    temp.resolve("state/trust.json.lock"));
        }
    }

    @Test
    void aLinkToAFolderIsThatFolderAndOneBelowItIsNot() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("folder/below")).getParent();
        store().trust(Files.createSymbolicLink(temp.resolve("link"), folder), true);
        assertThat(store().isTrusted(folder)).isTrue();
        assertThat(store().isTrusted(folder.resolve("below"))).isFalse();
        store().trust(temp, false);
        assertThat(store().trusted()).containsExactly(folder.toRealPath());
    }

    @Test
    void aDamagedFileIsNoTrustAndIsNotOverwritten() throws IOException {
        Path file = Files.createDirectories(temp.resolve("state")).resolve("trust.json");
        Files.writeString(file, "{\"/some/folder\": tr");
        assertThat(store().isTrusted(temp)).isFalse();
        assertThatThrownBy(() -> store().trust(temp, true)).isInstanceOf(TrustNotKept.class)
                .hasMessage("the trust of " + temp + " cannot be kept in " + file
                        + ": it holds no JSON object; mend or delete it");
        assertThat(file).hasContent("{\"/some/folder\": tr");
    }
}
