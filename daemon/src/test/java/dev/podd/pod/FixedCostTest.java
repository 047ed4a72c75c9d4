package dev.podd.pod;

import static dev.podd.model.ScriptedModel.says;
import static dev.podd.pod.PodsBench.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.model.ModelRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person pays for with every request, before a word is said. */
final class FixedCostTest {
    private static final int BUDGET = 6 * 1024;

    @TempDir
    private Path temp;

    @Test
    void promptAndToolsOfTheDefaultManifestStayWithinTheirBudget() throws IOException, InterruptedException {
        PodsBench bench = new PodsBench(temp);
        bench.model.then(says("Hello"));
        bench.open(bench.pods(), bench.request()).run(text("Hi"));
        ModelRequest request = bench.model.requests().getFirst();
        int tools = request.tools().stream().mapToInt(tool -> bytes(tool.name() + tool.description() + tool.schema()))
                .sum();
        assertThat(bytes(String.valueOf(request.systemPrompt())) + tools).isLessThan(BUDGET);
        bench.close();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
