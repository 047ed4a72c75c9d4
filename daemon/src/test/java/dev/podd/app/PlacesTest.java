package dev.podd.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podd.terminal.TestScreen;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "Linux    | -                             | /h/.config/podd                     | /h/.local/state/podd",
        "Linux    | XDG_CONFIG_HOME=/c            | /c/podd                             | /h/.local/state/podd",
        "Linux    | XDG_STATE_HOME=/s             | /h/.config/podd                     | /s/podd",
        "Linux    | XDG_STATE_HOME=relative       | /h/.config/podd                     | /h/.local/state/podd",
        "Linux    | XDG_STATE_HOME=/s;PODD_HOME=/p | /p                                 | /p",
        "Mac OS X | -                             | /h/Library/Application Support/podd | /h/Library/Application Support/podd",
        "Windows 11 | APPDATA=/r;LOCALAPPDATA=/l  | /r/podd                             | /l/podd"})
    void everySystemHasItsPlaces(String os, String variables, String config, String state) {
        Map<String, String> byName = new HashMap<>();
        for (String each : variables == null ? new String[0] : variables.split(";", -1)) {
            byName.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
        }
        ProcessEnvironment environment = new ProcessEnvironment(byName, os, Path.of("/h"), Path.of("/w"),
                () -> ZoneOffset.UTC, Clock.systemUTC(),
                new SplittableRandom(1), InputStream.nullInputStream(), OutputStream.nullOutputStream(), false,
                TestScreen.pipes().screen(),
                () -> null, stop -> {}, last -> {}, file -> {});

        assertThat(Places.of(environment)).isEqualTo(new Places(Path.of(config), Path.of(state)));
    }
}
