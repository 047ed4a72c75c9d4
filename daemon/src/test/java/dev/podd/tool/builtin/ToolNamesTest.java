package dev.podd.tool.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.manifest.ManifestCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ToolNamesTest {
    /** Manifests are checked without making tools, so that the names stand there once more. */
    @Test
    void manifestsKnowTheNamesOfAllToolsAndNoOthers(@TempDir Path temp) throws IOException {
        try (Desk desk = new Desk(temp.toRealPath())) {
            String all = desk.tools.names().stream().map(name -> '"' + name + '"').collect(Collectors.joining(","));

            assertThat(ManifestCheck.check("[tools]\nenabled = [" + all + "]", null)).isEmpty();
            assertThat(ManifestCheck.check("[tools]\ndisabled = [" + all + "]", null)).singleElement()
                    .satisfies(only -> assertThat(only.message()).startsWith("tools: no tool is left"));
        }
    }
}
