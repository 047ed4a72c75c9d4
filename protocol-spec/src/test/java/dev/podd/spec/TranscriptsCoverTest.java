package dev.podd.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whatever the specification promises, some transcript shows. */
class TranscriptsCoverTest {
    /** Takes half a minute; a test of the door shows its form. */
    private static final String TOO_SLOW = "error fileSystemHangs";

    private final Spec spec = SpecReader.read(Path.of("spec"));
    private final Set<String> shown = new TreeSet<>();

    TranscriptsCoverTest() {
        Transcript.all(Path.of("transcripts")).stream().flatMap(transcript -> transcript.frames().stream())
                .forEach(this::note);
    }

    @Test
    void everyMethodIsShown() {
        assertShown(spec.methods().stream().map(Method::name).toList());
    }

    @Test
    void everyVariantIsShown() {
        spec.types().values().forEach(type -> {
            if (type instanceof NamedType.Union union) {
                assertShown(union.variants().stream().map(variant -> "type " + variant.name()).toList());
            }
        });
    }

    @Test
    void everyOutcomeAndEveryErrorIsShown() {
        NamedType.Enumeration outcomes = (NamedType.Enumeration) spec.type("Outcome");
        assertShown(outcomes.values().stream().map(value -> "outcome " + value.value()).toList());
        assertShown(spec.errors().stream().map(error -> "error " + error.name()).toList());
    }

    private void assertShown(Iterable<String> due) {
        Set<String> missing = new TreeSet<>();
        due.forEach(missing::add);
        missing.removeAll(shown);
        missing.remove(TOO_SLOW);
        assertThat(missing).as("shown by no transcript").isEmpty();
    }

    private void note(ObjectNode frame) {
        shown.add(frame.path("method").asText());
        JsonNode code = frame.path("error").path("code");
        String name = frame.path("error").path("data").path("name").asText();
        spec.errors().stream().filter(error -> error.code() == code.intValue())
                .filter(error -> error.retry() == null || error.name().equals(name))
                .forEach(error -> shown.add("error " + error.name()));
        noteWithin(frame);
    }

    private void noteWithin(JsonNode node) {
        if (node.path("type").isTextual()) {
            shown.add("type " + node.path("type").textValue());
        }
        if (node.path("outcome").isTextual()) {
            shown.add("outcome " + node.path("outcome").textValue());
            shown.add("error " + node.path("error").path("code").asText());
        }
        node.forEach(this::noteWithin);
    }
}
