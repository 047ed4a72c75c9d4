package dev.podd.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README tells a newcomer to write and type. */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");

    @TempDir
    private Path temp;

    @Test
    void everyManifestInItIsValid() throws IOException {
        List<String> manifests = blocks("toml").stream().filter(block -> !block.contains("[language-server."))
                .toList(); // that one is Helix's
        assertThat(manifests).hasSizeGreaterThan(2);
        try (CommandBench bench = new CommandBench(temp)) {
            for (String manifest : manifests) {
                Files.writeString(bench.workspace.resolve("pod.toml"), manifest);
                assertThat(bench.run("manifest", "check", "pod.toml").code()).as(manifest).isZero();
            }
        }
    }

    @Test
    void everyCommandInItIsOne() throws IOException {
        String help = Pattern.compile("podd ([a-z]+(?: [a-z]+)?)").matcher(String.join("\n", blocks("sh"))).results()
                .map(found -> found.group(1).split(" ")).filter(words -> !words[0].equals("run"))
                .map(words -> String.join(" ", words)).distinct().sorted().reduce("", (all, one) -> all + one + "\n");
        assertThat(help).contains("doctor", "sessions list");
        try (CommandBench bench = new CommandBench(temp)) {
            for (String command : help.split("\n", -1)) {
                String[] words = (command + " --help").strip().split(" ", -1);
                assertThat(bench.run(words).code()).as(command).isZero();
            }
        }
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$").matcher(Files.readString(README)).results()
                .map(found -> found.group(1)).toList();
    }
}
