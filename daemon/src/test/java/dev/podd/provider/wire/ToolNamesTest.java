package dev.podd.provider.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.json.Json;
import dev.podd.model.ToolSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolNamesTest {
    @Test
    void namesThatProvidersRefuseAreSpelledAnewAndFoundAgain() {
        ToolNames names = names("read", "notes.search", "notes_search", "ümlaut tool");
        assertThat(names.toWire("read")).isEqualTo("read");
        assertThat(names.toWire("notes.search")).isEqualTo("notes__search");
        assertThat(names.toWire("notes_search")).isEqualTo("notes_search");
        assertThat(names.toWire("ümlaut tool")).matches("_mlaut_tool_[0-9a-f]{8}");
        for (String name : List.of("read", "notes.search", "notes_search", "ümlaut tool")) {
            assertThat(names.fromWire(names.toWire(name))).isEqualTo(name);
        }
    }

    /** The name of a tool must not depend on which others there are: the history has it too. */
    @ParameterizedTest
    @ValueSource(strings = {"a.b", "a__b", "a._b", "a_.b", "a.b.c", "a..b", ".a", "a.", "a b", "a_b"})
    void aNameIsSpelledAloneAsAmongOthersAndUnlikeThem(String name) {
        List<String> all = List.of("a.b", "a__b", "a._b", "a_.b", "a.b.c", "a..b", ".a", "a.", "a b", "a_b");
        ToolNames names = names(all.toArray(String[]::new));
        assertThat(names.toWire(name)).isEqualTo(names(name).toWire(name)).isEqualTo(names().toWire(name))
                .matches("[a-zA-Z0-9_-]{1,64}");
        assertThat(all.stream().map(names::toWire)).doesNotHaveDuplicates();
        assertThat(names.fromWire(names.toWire(name))).isEqualTo(name);
    }

    /** A server may choose its tools' names so that their hashes are the same. */
    @Test
    void twoNamesOfOneHashStayApart() {
        ToolNames names = names("Aa!", "BB!");
        assertThat("Aa!".hashCode()).isEqualTo("BB!".hashCode());
        assertThat(names.toWire("Aa!")).isNotEqualTo(names.toWire("BB!"));
        assertThat(names.fromWire(names.toWire("BB!"))).isEqualTo("BB!");
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
        assertThat(names().toWire("gone.tool")).isEqualTo("gone__tool");
        assertThat(names().toWire("")).isEqualTo("_00000000");
        assertThat(names().fromWire("invented")).isEqualTo("invented");
    }

    private static ToolNames names(String... tools) {
        return new ToolNames(List.of(tools).stream().map(name -> new ToolSpec(name, "", Json.object())).toList());
    }
}
