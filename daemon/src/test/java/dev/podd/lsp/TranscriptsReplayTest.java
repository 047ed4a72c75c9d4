package dev.podd.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.json.Json;
import dev.podd.spec.Transcript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The daemon really says what the transcripts say; with {@code -Dgolden=write} they say what it says. */
class TranscriptsReplayTest {
    private static final Path TRANSCRIPTS = Path.of("..", "protocol-spec", "transcripts");

    private final List<String> said = new ArrayList<>();
    /** What lines should be instead; null when the test is to judge, not to write. */
    private @Nullable Map<Integer, String> renewed;

    static Stream<Transcript> transcripts() {
        return Transcript.all(TRANSCRIPTS).stream();
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void theDaemonSaysIt(Transcript transcript, @TempDir Path temp) {
        replay(transcript, temp, false);
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void theDaemonSaysItToAnEditorWhoseKeysComeInAnotherOrder(Transcript transcript, @TempDir Path temp) {
        replay(transcript, temp, true);
    }

    private void replay(Transcript transcript, Path temp, boolean shuffled) {
        renewed = shuffled || !"write".equals(System.getProperty("golden")) ? null : new TreeMap<>();
        try (Stage stage = new Stage(temp)) {
            stage.connect();
            Bindings names = new Bindings(stage.root.toString());
            for (Transcript.Line line : transcript.lines()) {
                play(line, stage, names, shuffled);
            }
            assertThat(stage.end()).as("the connection ends with its input").isTrue();
            assertThat(stage.peer().hasNothingLeft()).as("nothing is left over").isTrue();
            assertThat(stage.model().isScriptDone()).as("the model was asked for all it had to say").isTrue();
        }
        if (renewed != null && !renewed.isEmpty()) {
            write(TRANSCRIPTS.resolve(transcript.name()), renewed);
        }
    }

    private static void write(Path file, Map<Integer, String> lines) {
        try {
            List<String> all = new ArrayList<>(Files.readAllLines(file));
            lines.forEach((number, line) -> all.set(number - 1, line));
            Files.writeString(file, String.join("\n", all) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void play(Transcript.Line line, Stage stage, Bindings names, boolean shuffled) {
        switch (line) {
            case Transcript.Line.Editor editor -> {
                JsonNode frame = names.filled(editor.frame());
                stage.peer().send(note(line, "editor > ", shuffled ? turned(frame) : frame));
            }
            case Transcript.Line.Raw raw -> stage.peer().sendRaw(raw.bytes());
            case Transcript.Line.Daemon daemon -> expect(line, new ArrayList<>(daemon.frames()), stage, names);
            case Transcript.Line.End end -> assertThat(stage.hasEnded()).as("line %d", line.number()).isTrue();
            case Transcript.Line.Given given -> given(given, stage, names);
        }
    }

    private void given(Transcript.Line.Given given, Stage stage, Bindings names) {
        String[] words = given.rest().split("\\s+", 2);
        switch (given.word()) {
            case "initialized" -> initialize(given, stage, names);
            case "model" -> stage.model().then(Script.answer(given.rest()));
            case "file" -> stage.file(words[0], Json.read(words[1]).textValue());
            case "reads" -> assertThat(stage.read(words[0])).isEqualTo(Json.read(words[1]).textValue());
            case "store" -> stage.store.fault(given.rest());
            case "quota" -> stage.store.trimCheckpoints(Long.parseLong(given.rest()), () -> true);
            case "intruder" -> stage.intrude(names.filled(Json.read("\"" + given.rest() + "\"")).textValue());
            case "restart" -> stage.restart();
            case "improper" -> assertThat(stage.wasProper()).isFalse();
            default -> throw new IllegalArgumentException("line " + given.number() + ": " + given.word());
        }
    }

    private void initialize(Transcript.Line.Given given, Stage stage, Bindings names) {
        JsonNode options = Json.read(given.rest().isEmpty() ? "{\"workspaceTrusted\":true}" : given.rest());
        JsonNode request = Json.read("{\"id\":0,\"method\":\"initialize\",\"params\":{\"workspaceFolders\":"
                + "[{\"uri\":\"file://$root\",\"name\":\"work\"}],\"initializationOptions\":{\"pod\":" + options
                + "}}}");
        stage.peer().send(names.filled(request).toString());
        assertThat(stage.peer().receiveNext()).contains("\"serverInfo\"");
    }

    private void expect(Transcript.Line line, List<ObjectNode> due, Stage stage, Bindings names) {
        while (!due.isEmpty()) {
            ObjectNode found = (ObjectNode) Json.read(next(line, stage));
            found.remove("jsonrpc");
            note(line, "daemon < ", found);
            List<String> differences = new ArrayList<>();
            boolean fits = due.removeIf(template -> {
                Optional<String> difference = differences.contains("") ? Optional.of("taken")
                        : names.difference(template, found);
                differences.add(difference.orElse(""));
                return difference.isEmpty();
            });
            if (!fits && renewed != null && due.size() == 1) {
                JsonNode template = names.renewed(due.removeFirst(), found);
                names.difference(template, found);
                renewed.put(line.number(), "daemon < " + template);
                continue;
            }
            assertThat(fits).as("line %d: %s%n%s", line.number(), differences, String.join("\n", said)).isTrue();
        }
    }

    private String next(Transcript.Line line, Stage stage) {
        try {
            return stage.peer().receiveNext();
        } catch (AssertionError none) {
            throw new AssertionError("line " + line.number() + "\n" + String.join("\n", said), none);
        }
    }

    private String note(Transcript.Line line, String who, JsonNode frame) {
        said.add(line.number() + ": " + who + frame);
        return frame.toString();
    }

    /** The same message with the keys of every object the other way round. */
    private static JsonNode turned(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode turned = Json.object();
            List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(object.properties()).reversed();
            fields.forEach(each -> turned.set(each.getKey(), turned(each.getValue())));
            return turned;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode turned = Json.object().arrayNode();
            array.forEach(each -> turned.add(turned(each)));
            return turned;
        }
        return node;
    }
}
