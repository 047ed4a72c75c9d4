package dev.podd.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.podd.install.Installation.Removal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstallationTest {
    private static final Path PROGRAM = Path.of("bin/podd");
    private static final Path PAGE = Path.of("share/man/man1/podd.1");

    @TempDir
    private Path temp;

    private Installation installation() {
        return new Installation(temp.resolve("home/.local"));
    }

    private Path installed(Path place) {
        return temp.resolve("home/.local").resolve(place);
    }

    private static List<InstalledFile> version(String number) {
        return List.of(new InstalledFile.Link(PROGRAM, Path.of("/opt/podd-" + number + "/bin/podd")),
                new InstalledFile.Text(PAGE, "page of " + number + "\n"));
    }

    /** All that lies below the test's folder: what a file says, where a link leads. */
    private Map<String, String> everything() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(temp)) {
            for (Path path : paths.toList()) {
                all.put(temp.relativize(path).toString(), Files.isSymbolicLink(path)
                        ? "-> " + Files.readSymbolicLink(path)
                        : Files.isDirectory(path) ? "folder" : Files.readString(path));
            }
        }
        return all;
    }

    @Test
    void removingLeavesNothingOfWhatWasWritten() throws IOException {
        Map<String, String> before = everything();

        List<Path> written = installation().install(version("1"));

        assertThat(written).containsExactly(installed(PROGRAM), installed(PAGE));
        assertThat(Files.readSymbolicLink(installed(PROGRAM))).isEqualTo(Path.of("/opt/podd-1/bin/podd"));
        assertThat(installation().remove()).isEqualTo(new Removal(written, List.of()));
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void foldersOfOthersStay() throws IOException {
        Files.createDirectories(installed(Path.of("share/man")));
        Files.writeString(installed(Path.of("other")), "other");
        Map<String, String> before = everything();

        installation().install(version("1"));
        installation().remove();

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aFolderThatOthersUseSinceStays() throws IOException {
        installation().install(version("1"));
        Path other = Files.writeString(installed(Path.of("share/man/man1/other.1")), "other");

        installation().remove();

        assertThat(other).hasContent("other");
        assertThat(installed(Path.of("bin"))).doesNotExist();
    }

    @Test
    void anotherVersionTakesThePlaceOfTheOneBefore() throws IOException {
        installation().install(version("1"));
        Map<String, String> first = everything();
        installation().install(version("2"));

        assertThat(installed(PAGE)).hasContent("page of 2");
        assertThat(installation().install(version("1"))).hasSize(2);
        assertThat(everything()).isEqualTo(first);
        installation().remove();
        assertThat(temp.resolve("home")).doesNotExist();
    }

    @Test
    void whatANewerVersionDoesNotHaveIsRemoved() {
        installation().install(version("1"));

        installation().install(version("2").subList(0, 1));

        assertThat(installed(PAGE)).doesNotExist();
    }

    @Test
    void allForeignFilesAreNamedAndNothingIsChanged() throws IOException {
        Files.createDirectories(installed(Path.of("bin")));
        Files.writeString(installed(PROGRAM), "another podd");
        Files.createDirectories(installed(PAGE).getParent());
        Files.createSymbolicLink(installed(PAGE), Path.of("elsewhere"));
        Map<String, String> before = everything();

        assertThatExceptionOfType(InstallException.class).isThrownBy(() -> installation().install(version("1")))
                .withMessage(
                        installed(PROGRAM) + " is there already, and podd install has not written it; move it away,"
                                + " or name another --prefix\n" + installed(PAGE)
                                + " is there already, and podd install has not"
                                + " written it; move it away, or name another --prefix");

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aLinkThatIsThereAlreadyIsUsedAndNeverRemoved() throws IOException {
        Files.createDirectories(installed(Path.of("bin")));
        Files.createSymbolicLink(installed(PROGRAM), Path.of("/opt/podd-1/bin/podd"));

        installation().install(version("1"));
        installation().remove();

        assertThat(Files.exists(installed(PROGRAM), LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(installed(PAGE)).doesNotExist();
    }

    @Test
    void aChangedFileIsNeitherReplacedNorRemoved() throws IOException {
        installation().install(version("1"));
        Files.writeString(installed(PAGE), "my own page");

        assertThatExceptionOfType(InstallException.class).isThrownBy(() -> installation().install(version("2")))
                .withMessage(installed(PAGE) + " was changed since podd install wrote it; move it away first");
        Removal removal = installation().remove();

        assertThat(removal).isEqualTo(new Removal(List.of(installed(PROGRAM)), List.of(installed(PAGE))));
        assertThat(installed(PAGE)).hasContent("my own page");
    }

    @Test
    void whatIsGoneAlreadyIsNotMissed() throws IOException {
        installation().install(version("1"));
        Files.delete(installed(PAGE));

        assertThat(installation().remove()).isEqualTo(new Removal(List.of(installed(PROGRAM)), List.of()));
    }

    @Test
    void removingTwiceSaysThatNothingIsThere() {
        installation().install(version("1"));
        installation().remove();

        assertThatExceptionOfType(InstallException.class).isThrownBy(() -> installation().remove())
                .withMessageContaining("nothing is installed below " + temp.resolve("home/.local"));
    }

    @Test
    void aFileWhereAFolderIsNeededIsNamed() throws IOException {
        Files.createDirectories(installed(Path.of("")));
        Path inTheWay = Files.writeString(installed(Path.of("share")), "no folder");

        assertThatExceptionOfType(InstallException.class).isThrownBy(() -> installation().install(version("1")))
                .withMessageContaining(inTheWay + " is no folder");
        assertThat(installed(PROGRAM)).doesNotExist();
    }

    @Test
    void anInstallationThatCouldNotBeFinishedLeavesNothing() throws IOException {
        Files.createDirectories(installed(Path.of("share/podd/install.json"))); // where the record has to be
        Files.writeString(installed(Path.of("share/podd/install.json/in the way")), "");
        Map<String, String> before = everything();

        assertThatExceptionOfType(InstallException.class).isThrownBy(() -> installation().install(version("1")));

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void oneThatWasKilledCanBeRemoved() throws IOException {
        installation().install(version("1"));
        Path record = installed(Path.of("share/podd/install.json"));
        String first = Files.readString(record);
        installation().install(version("2"));
        String second = Files.readString(record);
        // as it stands while files are being replaced: the old ones and the new ones are in it
        String oldEntries = first.substring(first.indexOf('{', 1), first.indexOf(']'));
        Files.writeString(record, second.replaceFirst("\\[ ?\\{", "[ " + java.util.regex.Matcher
                .quoteReplacement(oldEntries.strip()) + ", {"));
        Files.writeString(installed(PAGE), "page of 1\n"); // not replaced yet

        installation().remove();

        assertThat(temp.resolve("home")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[1]", "{\"files\":[{\"place\":\"../../precious\",\"fingerprint\":\"other\"}],"
            + "\"folders\":[]}",
        "{\"files\":[{}],\"folders\":[]}"})
    void aDamagedRecordIsNamedAndNothingIsRemoved(String text) throws IOException {
        installation().install(version("1"));
        Path record = Files.writeString(installed(Path.of("share/podd/install.json")), text);
        Map<String, String> before = everything();

        assertThatExceptionOfType(InstallException.class).isThrownBy(() -> installation().remove())
                .withMessageStartingWith(record + ", which says what podd install has written, cannot be read: ");
        assertThatExceptionOfType(InstallException.class).isThrownBy(() -> installation().install(version("2")));

        assertThat(everything()).isEqualTo(before);
    }
}
