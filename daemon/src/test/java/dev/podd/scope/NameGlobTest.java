package dev.podd.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NameGlobTest {
    private static final String[] NAMES = {".env", ".env.local", "x.env", "a.pem", ".pem", "pem", "id_rsa",
        "id_rsa.pub", "my_id_rsa", "config", "*", "a*"};

    @ParameterizedTest
    @ValueSource(strings = {".env", ".env.*", "*.pem", "id_rsa*", "*", "?nv", "*id*", "{config,pem}", "[.]env", "a\\*"})
    void textComparisonSaysTheSameAsTheFileSystemsGlob(String glob) {
        var theirs = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        for (String name : NAMES) {
            assertThat(NameGlob.of(glob).matches(Path.of("/work", name))).as(glob + " on " + name)
                    .isEqualTo(theirs.matches(Path.of(name)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/work/.git/config", "/.git/config"})
    void aGlobOfTwoPartsLooksAtTheLastTwo(String path) {
        assertThat(NameGlob.of(".git/config").matches(Path.of(path))).isTrue();
        assertThat(NameGlob.of(".git/config").matches(Path.of(path).resolve("x"))).isFalse();
        assertThat(NameGlob.of(".git/config").matches(Path.of("/config"))).isFalse();
    }
}
