package dev.podd.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ManifestCheckTest {
    private static void check(String text, String... problems) {
        List<String> found = ManifestCheck.check(text, null).stream().map(ManifestProblem::toString).toList();
        assertThat(found).containsExactly(problems);
    }

    @Test
    void fiveDifferentMistakesAreAllReportedWithTheirPlaces() {
        check("""
                [pod]
                nmae = "x"
                [provider]
                kind = "antropic"
                timeouts = { connect = "fast" }
                [worker]
                max_tokens = = 3
                temperature = 3
                é = 1
                [[scope.allow]]
                target = "src"
                """,
                "manifest:2:1: warning: pod: unknown key \"nmae\"; the nearest known one is \"name\"",
                "manifest:4:8: error: provider.kind: expected one of anthropic, openai, openai-compatible, gemini, ollama, "
                        + "editor, offline; found text \"antropic\"; the nearest is \"anthropic\"",
                "manifest:5:24: error: provider.timeouts.connect: expected a number of seconds, more than 0 and at most "
                        + "86400; found text \"fast\"",
                "manifest:7:14: error: Unexpected '=', expected ', \", ''', \"\"\", a number, a boolean, a date/time, an array, "
                        + "or a table",
                "manifest:8:15: error: worker.temperature: expected a number, at least 0 and at most 2; found the number 3",
                "manifest:9:1: error: Unexpected '\\u00e9', expected a newline or end-of-input",
                "manifest:10:1: error: scope.allow: permission is missing; expected one of read, write");
    }
}
