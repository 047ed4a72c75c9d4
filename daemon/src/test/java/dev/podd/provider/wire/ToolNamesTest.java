package dev.podd.provider.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.json.Json;
import dev.podd.model.ToolSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolNamesTest {
    @Test
    void namesThatProvidersRefuseAreSpelledAnewAndFoundAgain() {
        ToolNames names = names("read", "notes.search", "notes_search", "ümlaut tool");
        assertThat(names.toWire("read")).isEqualTo("read");
        assertThat(names.toWire("notes.search")).isEqualTo("notes_search");
        assertThat(names.toWire("notes_search")).isEqualTo("notes_search_2");
        for (String name : List.of("read", "notes.search", "notes_search", "ümlaut tool")) {
            assertThat(names.fromWire(names.toWire(name))).isEqualTo(name);
        }
    }

    @Test
    void aNameIsNeverTooLongAndStaysUnlikeTheOthers() {
        String longName = "x".repeat(100);
        ToolNames names = names(longName, longName + "y");
        assertThat(names.toWire(longName)).hasSize(64).isNotEqualTo(names.toWire(longName + "y"));
        assertThat(names.toWire(longName + "y")).hasSize(64);
        assertThat(names.fromWire(names.toWire(longName + "y"))).isEqualTo(longName + "y");
    }

    @Test
    void toolsOfLongAgoAndInventedOnesHaveNamesToo() {
        assertThat(names().toWire("gone.tool")).isEqualTo("gone_tool");
        assertThat(names().toWire("")).isEqualTo("_");
        assertThat(names().fromWire("invented")).isEqualTo("invented");
    }

    private static ToolNames names(String... tools) {
        return new ToolNames(List.of(tools).stream().map(name -> new ToolSpec(name, "", Json.object())).toList());
    }
}
