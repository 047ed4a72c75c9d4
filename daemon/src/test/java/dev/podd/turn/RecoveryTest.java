package dev.podd.turn;

import static dev.podd.model.ScriptedModel.calls;
import static dev.podd.model.ScriptedModel.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.tool.ToolOutput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a restored session says of a call that was open when its process died. */
final class RecoveryTest {
    private final TurnBench bench = new TurnBench();
    private final List<String> results = new ArrayList<>();

    @BeforeEach
    void askForACall() {
        bench.model.then(calls("c1", "act", "{\"text\":\"a\"}")).then(says("done"));
    }

    private void runWith(Set<Path> writes) {
        bench.tools.add(new FakeTool("act", writes, (text, run) -> {
            results.add(bench.resultAfterDeath());
            return ToolOutput.ok("did", null);
        }));
        bench.run("go");
    }

    @Test
    void aCallThatThePersonWasAskedAboutHadNoEffect() {
        bench.gate = (call, tool, prepared) -> {
            results.add(bench.resultAfterDeath());
            return Gate.Verdict.ALLOWED;
        };
        runWith(Set.of(Path.of("/w/a.txt")));
        assertThat(results.getFirst()).startsWith("cancelled c1 Not run to its end").contains("no effect");
    }

    @Test
    void aCallThatOnlyReadsHadNoEffect() {
        runWith(Set.of());
        assertThat(results).singleElement().asString().contains("no effect");
    }

    @Test
    void aCallThatHadBegunToWriteMayHaveHadItsEffect() {
        runWith(Set.of(Path.of("/w/a.txt")));
        assertThat(results).singleElement().asString().startsWith("cancelled c1 Lost")
                .contains("may have had its effect");
    }
}
