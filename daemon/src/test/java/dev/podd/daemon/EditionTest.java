package dev.podd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditionTest {
    @ParameterizedTest
    @CsvSource({
        "0.2.0,        5, 7 0.1.9 9,      true",
        "0.10.0,       5, 7 0.9.0 5,      true",
        "0.1,          5, 7 0.1.0 5,      false",
        "0.1.0,        6, 7 0.1.0 5,      true",
        "0.1.0,        5, 7 0.1.0 5,      false",
        "0.1.0,        9, 7 0.2.0 5,      false",
        "0.1.0,        9, 7,              false",
        "0.1.0,        9, 7 x 5,          false",
        "(not packaged), 9, 7 0.1.0 5,    false"})
    void theNewerOneIsTold(String version, long placedAt, String told, boolean isNewer) {
        assertThat(new Edition(version, placedAt).isNewerThan(told)).isEqualTo(isNewer);
    }

    @Test
    void aCopyThatComesLaterIsNewerWhateverTimeItBears(@TempDir Path folder) throws Exception {
        Path program = Files.writeString(folder.resolve("podd.jar"), "");
        Files.setLastModifiedTime(program, FileTime.fromMillis(0));
        Edition first = Edition.of("0.1.0", program);
        Path copy = folder.resolve("copy.jar");
        do { // until the clock of the file system has moved on
            Files.copy(program, copy, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
        } while (Edition.of("0.1.0", copy).equals(first));

        assertThat(Edition.of("0.1.0", copy).isNewerThan(first.told(7))).isTrue();
        assertThat(first.isNewerThan(Edition.of("0.1.0", copy).told(7))).isFalse();
        assertThat(Edition.of("0.1.0", program)).isEqualTo(first);
    }
}
