package dev.podd.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a program that is called, answers and fails as libsecret's {@code secret-tool} does. */
final class KeychainTest {
    private static final String SECRET_TOOL = """
            #!/bin/sh
            here=$(dirname "$0")
            echo "$*" >> "$here/calls"
            [ -e "$here/locked" ] && sleep 60
            [ -e "$here/broken" ] && { echo "secret-tool: Cannot create an item in a locked collection" >&2; exit 1; }
            command=$1; shift
            [ "$command" = store ] && { case $1 in --label=*) shift;; *) exit 2;; esac; }
            [ "$1 $2 $3" = "service podd provider" ] || exit 2
            case $command in
              store) cat > "$here/key-$4";;
              lookup) [ -e "$here/key-$4" ] || exit 1; cat "$here/key-$4";;
              clear) rm -f "$here/key-$4";;
              *) exit 2;;
            esac
            """;

    @TempDir
    private Path temp;
    private Map<String, String> environment = Map.of();
    private Keychain keychain = new Keychain(Path.of("unused"), "Linux");

    @BeforeEach
    void install() throws IOException {
        Path program = Files.writeString(Files.createDirectory(temp.resolve("bin")).resolve("secret-tool"),
                SECRET_TOOL);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        environment = Map.of("PATH", temp.resolve("bin") + ":" + System.getenv("PATH"));
        keychain = anew();
    }

    /** As another process has it. */
    private Keychain anew() {
        return new Keychain(temp.resolve("keys.json"), "Linux");
    }

    private String calls() throws IOException {
        Path calls = temp.resolve("bin/calls");
        return Files.exists(calls) ? Files.readString(calls) : "";
    }

    @Test
    void aKeyIsFoundByOtherProcessesUntilItIsRemoved() throws IOException {
        keychain.set("anthropic", "sk-one", environment, 1);
        assertThat(anew().find("anthropic", environment)).contains("sk-one");
        assertThat(anew().names()).containsExactly("anthropic");
        assertThat(keychain.remove("anthropic", environment)).isTrue();
        assertThat(keychain.find("anthropic", environment)).isEmpty();
        assertThat(keychain.remove("anthropic", environment)).isFalse();
        assertThat(calls()).as("arguments, which everybody sees").doesNotContain("sk-one");
        assertThat(Files.readString(temp.resolve("keys.json"))).doesNotContain("sk-one");
    }

    @Test
    void onlyAKeyThatWasGivenIsAskedForAndOnlyOnce() throws IOException {
        assertThat(keychain.find("openai", environment)).isEmpty();
        assertThat(calls()).isEmpty();
        anew().set("openai", "sk-one", environment, 1);
        assertThat(keychain.find("openai", environment)).contains("sk-one");
        assertThat(keychain.find("openai", environment)).contains("sk-one");
        assertThat(calls().lines().filter(call -> call.startsWith("lookup"))).hasSize(1);
        anew().set("openai", "sk-two", environment, 2);
        assertThat(keychain.find("openai", environment)).as("set anew by another process").contains("sk-two");
    }

    @Test
    void aKeychainThatIsLockedIsNotWaitedFor() throws IOException {
        keychain.set("openai", "sk-one", environment, 1);
        Files.createFile(temp.resolve("bin/locked"));
        assertThatThrownBy(() -> anew().find("openai", environment)).isInstanceOf(KeychainException.class)
                .hasMessageContaining(
                        "gave no answer within 3 seconds; a keychain that is locked waits for its password");
    }

    @Test
    void aRefusalIsToldInTheProgramsWords() throws IOException {
        Files.createFile(temp.resolve("bin/broken"));
        assertThatThrownBy(() -> keychain.set("openai", "sk-one", environment, 1))
                .hasMessage("the keychain refused: secret-tool: Cannot create an item in a locked collection");
        assertThat(keychain.names()).isEmpty();
    }

    @Test
    void withoutTheProgramItIsSaidWhereToGetIt() throws IOException {
        Map<String, String> bare = Map.of("PATH", Files.createDirectory(temp.resolve("empty")).toString());
        assertThat(keychain.missing(bare)).hasValueSatisfying(why -> assertThat(why).contains("libsecret-tools"));
        assertThatThrownBy(() -> keychain.set("openai", "k", bare, 1))
                .hasMessageStartingWith("no keychain: the program");
        assertThat(new Keychain(temp.resolve("keys.json"), "Windows 11").missing(environment))
                .contains("this system has none that Podd can use");
        assertThat(keychain.find("openai", bare)).as("none was given").isEmpty();
    }
}
