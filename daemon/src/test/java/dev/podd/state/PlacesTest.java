package dev.podd.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "Linux    | -                             | /h/.config/podd                     | /h/.local/state/podd | - | true",
        "Linux    | XDG_CONFIG_HOME=/c            | /c/podd                             | /h/.local/state/podd | - | false",
        "Linux    | XDG_STATE_HOME=/s             | /h/.config/podd                     | /s/podd | - | false",
        "Linux    | XDG_STATE_HOME=relative       | /h/.config/podd                     | /h/.local/state/podd | - | true",
        "Linux    | XDG_STATE_HOME=/s;PODD_HOME=/p | /p                                 | /p | /p/run | true",
        "Linux    | XDG_RUNTIME_DIR=/run/user/7   | /h/.config/podd                     | /h/.local/state/podd | /run/user/7/podd | true",
        "Linux    | XDG_RUNTIME_DIR=/run/user/7;XDG_STATE_HOME=/s | /h/.config/podd     | /s/podd | /run/user/7/podd | false",
        "Linux    | XDG_RUNTIME_DIR=/r;XDG_STATE_HOME=/s | /h/.config/podd              | /s/podd | /r/podd | true",
        "Mac OS X | -                             | /h/Library/Application Support/podd | /h/Library/Application Support/podd | - | true",
        "Windows 11 | APPDATA=/r;LOCALAPPDATA=/l  | /r/podd                             | /l/podd | /l/podd/run | true"})
    void everySystemHasItsPlaces(String os, String variables, String config, String state, String run,
            boolean isUsual) {
        Map<String, String> byName = new HashMap<>();
        for (String each : variables == null ? new String[0] : variables.split(";", -1)) {
            byName.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
        }
        assertThat(Places.of(byName, os, Path.of("/h"), Path.of("/h"))).isEqualTo(
                new Places(Path.of(config), Path.of(state), run == null ? null : Path.of(run), isUsual));
    }
}
