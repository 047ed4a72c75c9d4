package dev.podd.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is understood, held against real shells. */
final class GrammarTest {
    private static final List<Path> SHELLS = Stream.of("/bin/bash", "/usr/bin/bash", "/bin/dash").map(Path::of)
            .filter(Files::isExecutable).toList();
    private static final List<String> TOKENS = List.of("c1", "c2", "c3", " ", " ", " ", ";", "&&", "||", "|", "&", "\n",
            "$(",
            ")", "(", "`", "\"", "'", "{ ", "; }", "if ", "; then ", "; fi", "for x in ", "; do ", "; done",
            "case a in ",
            "a) ", ";;", " esac", "<<E\n", "\nE\n", "\\", "\\\n", "#", "$x", "${x:-", "}", "$((", "))", "1", "x=", "$'",
            "<(", "[[ ", " ]]", "! ", "time ", "eval ", "nice ", "sh -c ", "~", "*", "{c1,", "c2}", "$IFS", "echo ",
            "<<<",
            "&>f ", " >f ", "2>&1 ", "trap ", "xargs ", "${x#", "\\'", "\\\"", "a[", "]=");

    @TempDir
    private Path folder;

    private static List<String> commands() throws IOException {
        List<String> all = new ArrayList<>();
        for (String name : List.of("commands.txt", "smuggled.txt")) {
            try (var table = GrammarTest.class.getResourceAsStream("/dev/podd/permission/" + name)) {
                new String(table.readAllBytes(), StandardCharsets.UTF_8).lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("rule ")
                                && !line.startsWith("== "))
                        .map(line -> line.replace('⏎', '\n')).forEach(all::add);
            }
        }
        return all;
    }

    private static List<String> soup(long seed, int count) {
        Random random = new Random(seed);
        return IntStream.range(0, count).mapToObj(i -> IntStream.range(0, 2 + random.nextInt(12))
                .mapToObj(each -> TOKENS.get(random.nextInt(TOKENS.size()))).collect(Collectors.joining())).toList();
    }

    /** Those of some texts that a shell takes without running them. */
    private static List<String> taken(Path shell, List<String> texts) throws Exception {
        String script = "while IFS= read -r -d '' text; do if " + shell
                + " -n -c \"$text\" >/dev/null 2>&1; then echo yes; else echo no; fi; done";
        Process process = new ProcessBuilder("bash", "-c", script).start();
        Thread writer = Thread.ofVirtual().start(() -> write(process, texts));
        List<String> answers = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
                .toList();
        writer.join();
        assertThat(answers).hasSameSizeAs(texts);
        return IntStream.range(0, texts.size()).filter(i -> answers.get(i).equals("yes")).mapToObj(texts::get).toList();
    }

    private static void write(Process process, List<String> texts) {
        try (OutputStream input = process.getOutputStream()) {
            for (String text : texts) {
                input.write((text + "\0").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatBashRefusesIsNotUnderstood() throws Exception {
        List<String> understood = Stream.concat(commands().stream(), soup(1, 3000).stream())
                .filter(text -> CommandLine.read(text).isUnderstood()).toList();
        assertThat(taken(Path.of("bash"), understood)).containsExactlyElementsOf(understood);
    }

    @Test
    void whatDashTakesIsReadAsDashReadsIt() throws Exception {
        List<String> understood = Stream.concat(commands().stream(), soup(2, 2000).stream())
                .filter(text -> CommandLine.read(text).isUnderstood()).toList();
        for (Path shell : SHELLS.stream().filter(each -> each.endsWith("dash")).toList()) {
            for (String text : taken(shell, understood)) {
                new ScriptReader(text, Dialect.DASH, new Script(new ShellVariables()), 0).read();
            }
        }
    }

    @Test
    void noCommandIsLostHoweverItIsNested() {
        for (int seed = 0; seed < 3000; seed++) {
            RandomScripts scripts = new RandomScripts(seed);
            String text = scripts.list(1 + seed % 4);
            CommandLine line = CommandLine.read(text);
            assertThat(line.problem()).as("seed " + seed + ": " + text).isNull();
            assertThat(line.all().map(ShellCommand::program).collect(Collectors.toSet()))
                    .as("seed " + seed + ": " + text)
                    .containsAll(scripts.names());
        }
    }

    @Test
    void whatAShellRunsOfATextHasBeenFoundInIt() throws Exception {
        Path programs = Files.createDirectory(folder.resolve("programs"));
        Path log = folder.resolve("log");
        for (String name : List.of("c1", "c2", "c3")) {
            Path program = Files.writeString(programs.resolve(name), "#!/bin/sh\necho " + name + " >> " + log + "\n");
            assertThat(program.toFile().setExecutable(true)).isTrue();
        }
        for (String text : soup(3, 1500)) {
            CommandLine line = CommandLine.read(text);
            if (!line.isUnderstood() || line.all().anyMatch(ShellCommand::hides)) {
                continue;
            }
            Set<String> found = line.all().map(ShellCommand::program).collect(Collectors.toSet());
            for (Path shell : SHELLS) {
                Files.deleteIfExists(log);
                run(shell, text, programs);
                assertThat(Files.exists(log) ? Files.readAllLines(log) : List.<String>of()).as(shell + ": " + text)
                        .isSubsetOf(found);
            }
        }
    }

    private void run(Path shell, String text, Path programs) throws Exception {
        ProcessBuilder process = new ProcessBuilder("timeout", "5", shell.toString(), "-c", text);
        process.environment().put("PATH", programs + ":/usr/bin:/bin");
        process.directory(folder.toFile()).redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile()).redirectOutput(folder.resolve("output").toFile());
        process.start().waitFor();
    }
}
