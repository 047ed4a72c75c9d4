package dev.podd.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ManifestSchemaTest {
    private static final Path CHECKED_IN = Path.of("../manifests/podd.schema.json");

    @Test
    void theCheckedInSchemaIsTheOneThatTheRecordsMake() throws IOException {
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(CHECKED_IN, ManifestSchema.text());
        }
        assertThat(Files.exists(CHECKED_IN) ? Files.readString(CHECKED_IN) : "")
                .as("manifests/podd.schema.json is not current; rewrite it with "
                        + "mvn -pl daemon test -Dtest=ManifestSchemaTest -Dgolden=write")
                .isEqualTo(ManifestSchema.text());
    }

    @Test
    void everyKeyIsDescribed() {
        describe(Json.read(ManifestSchema.text()), "");
    }

    private static void describe(JsonNode schema, String path) {
        schema.path("properties").properties().forEach(property -> {
            String key = path + "." + property.getKey();
            assertThat(property.getValue().path("description").asText()).as(key).endsWith(".");
            describe(property.getValue(), key);
            describe(property.getValue().path("items"), key);
            describe(property.getValue().path("additionalProperties"), key);
            property.getValue().path("anyOf").forEach(either -> describe(either, key));
        });
    }
}
