package dev.podd.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AgentsMdTest {
    private static final Path WORKSPACE = Path.of("/work/project");
    private final Map<Path, byte[]> files = new HashMap<>();

    private AgentsMd gather(String workingDirectory) {
        return AgentsMd.gather(Path.of(workingDirectory), WORKSPACE, file -> {
            if (file.startsWith("/work/project/secret")) {
                throw new IllegalStateException("not readable");
            }
            return Optional.ofNullable(files.get(file));
        });
    }

    private void file(String path, String text) {
        files.put(Path.of(path), text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void withoutAFileThereIsNothingAndNoWarning() {
        assertThat(gather("/work/project")).isEqualTo(new AgentsMd(null, java.util.List.of()));
    }

    @Test
    void parentsUpToTheWorkspaceComeFirst() {
        file("/work/AGENTS.md", "outside");
        file("/work/project/AGENTS.md", "outer\n");
        file("/work/project/a/AGENTS.md", "inner");
        assertThat(gather("/work/project/a").text()).isEqualTo("From ../AGENTS.md:\nouter\n\ninner");
    }

    @Test
    void aLongOneIsCutBetweenCharacters() {
        file("/work/project/AGENTS.md", "x" + "é".repeat(40_000));
        String text = String.valueOf(gather("/work/project").text());
        assertThat(text).endsWith("é\n\n[truncated: AGENTS.md exceeded 64KB limit]").doesNotContain("\uFFFD");
        file("/work/project/AGENTS.md", "y".repeat(65_536));
        assertThat(gather("/work/project").text()).isEqualTo("y".repeat(65_536));
    }

    @Test
    void oneThatCannotBeUsedIsAbsentWithAWarning() {
        files.put(Path.of("/work/project/AGENTS.md"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});
        assertThat(gather("/work/project").text()).isNull();
        assertThat(gather("/work/project").warnings()).singleElement().asString()
                .isEqualTo("/work/project/AGENTS.md is left out: it is not UTF-8");
        assertThat(gather("/work/project/secret").warnings()).anyMatch(each -> each.contains("not readable"));
    }
}
