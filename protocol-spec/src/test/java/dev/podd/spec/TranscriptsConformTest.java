package dev.podd.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message of every transcript is one that the specification knows. */
class TranscriptsConformTest {
    private static final Spec SPEC = SpecReader.read(Path.of("spec"));

    static Stream<Transcript> transcripts() {
        return Transcript.all(Path.of("transcripts")).stream();
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void everyMessageFits(Transcript transcript) {
        FrameCheck check = new FrameCheck(SPEC);
        List<String> problems = new ArrayList<>();
        for (Transcript.Line line : transcript.lines()) {
            switch (line) {
                case Transcript.Line.Editor editor -> {
                    note(problems, line, check.problems(editor.frame(), Method.From.EDITOR));
                    if (!isRefusedForItsParams(transcript, editor.frame())) {
                        SPEC.method(editor.frame().path("method").asText())
                                .ifPresent(method -> note(problems, line, check.params(method, editor.frame())));
                    }
                }
                case Transcript.Line.Daemon daemon -> daemon.frames()
                        .forEach(frame -> note(problems, line, check.problems(frame, Method.From.DAEMON)));
                case Transcript.Line.Raw raw -> {}
                case Transcript.Line.End end -> {}
                case Transcript.Line.Given given -> {}
            }
        }
        assertThat(problems).isEmpty();
    }

    private static boolean isRefusedForItsParams(Transcript transcript, ObjectNode request) {
        JsonNode id = request.path("id");
        return transcript.frames().stream().anyMatch(frame -> !frame.has("method") && frame.path("id").equals(id)
                && List.of(-32602, -32600, -32002).contains(frame.path("error").path("code").intValue()));
    }

    private static void note(List<String> problems, Transcript.Line line, List<String> found) {
        found.forEach(problem -> problems.add("line " + line.number() + ": " + problem));
    }
}
