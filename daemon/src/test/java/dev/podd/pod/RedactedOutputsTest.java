package dev.podd.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.item.ToolOutcome;
import dev.podd.sandbox.Secrets;
import dev.podd.thread.PlatformWork;
import dev.podd.tool.OutputLimit;
import dev.podd.tool.ToolOutput;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RedactedOutputsTest {
    private static final String TOKEN = "gh" + "p_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
    private static final String LONG = "some text\n".repeat(100_000);
    private final RedactedOutputs outputs = new RedactedOutputs(new PlatformWork(Duration.ofMinutes(1), 1, 1),
            new Whole(), new Secrets(), true);

    private record Whole() implements OutputLimit {
        @Override
        public String cut(String tool, String call, String body) {
            return body;
        }
    }

    @Test
    void secretIsHiddenInALongOutputToo() {
        assertThat(outputs.shown(ToolOutput.ok("found", LONG + TOKEN)))
                .isEqualTo(ToolOutput.ok("found (1 secret hidden)", LONG + "[secret: GitHub token]"));
        assertThat(outputs.shownDiff(LONG + TOKEN)).isEqualTo(LONG + "[secret: GitHub token]");
    }

    /** As when a call is cancelled. */
    @Test
    void longOutputIsWithheldWhereTheSearchForSecretsIsStopped() {
        Thread.currentThread().interrupt();
        assertThat(outputs.shown(ToolOutput.ok("found", LONG + TOKEN))).isEqualTo(new ToolOutput(ToolOutcome.OK,
                "Withheld, as secrets may stand in it: looking for secrets was stopped", null, null));
        assertThat(outputs.shownDiff(LONG + TOKEN)).doesNotContain(TOKEN);
        assertThat(outputs.shown(ToolOutput.ok("found " + TOKEN, null)).summary()).contains("found [secret:");
        assertThat(Thread.interrupted()).isTrue();
    }
}
