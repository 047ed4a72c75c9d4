package dev.podd.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podd.scope.Permission;
import dev.podd.scope.Scope;
import dev.podd.scope.ScopeRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WalkTest {
    @TempDir
    Path temp;

    private Path work;
    private Scope scope;

    @BeforeEach
    void open() throws IOException {
        work = Files.createDirectory(temp.toRealPath().resolve("work"));
        scope = Scope.writable(work);
    }

    @Test
    void aWalkMeetsReadableFilesAndFollowsNoLink() throws Exception {
        files("a", "b/c", "b/.hidden", "b/d/e", ".git/config", "b/.env");
        Files.createSymbolicLink(work.resolve("outside"), temp);
        Files.createSymbolicLink(work.resolve("again"), work.resolve("b"));
        scope = scope.with(List.of(), List.of(ScopeRule.named(".env", Permission.READ)));

        assertThat(walk(work)).containsExactly("a", "b/.hidden", "b/c", "b/d/e");
        assertThat(walk(work.resolve("b/d"))).containsExactly("e");
    }

    @Test
    void rulesAboveTheFolderHoldUpToTheRootOfTheRepository() throws Exception {
        files("repo/.git/HEAD", "repo/a/x.log", "repo/a/y", "repo/a/z.tmp", "repo/a/keep.log");
        Files.writeString(work.resolve(".gitignore"), "y\n");
        Files.writeString(work.resolve("repo/.gitignore"), "*.log\n!keep.log\n");
        Files.createDirectories(work.resolve("repo/.git/info"));
        Files.writeString(work.resolve("repo/.git/info/exclude"), "*.tmp\n");

        assertThat(walk(work.resolve("repo/a"))).containsExactly("keep.log", "y");
    }

    @Test
    void whatCannotBeReadIsNamedAndPassedBy() throws Exception {
        files("a", "locked/b");
        Files.setPosixFilePermissions(work.resolve("locked"), PosixFilePermissions.fromString("---------"));
        boolean isRoot = Files.isReadable(work.resolve("locked"));
        ConcurrentSkipListSet<String> met = new ConcurrentSkipListSet<>();

        Unreadable unreadable = workspace().walk(work, file -> {
            met.add(file.path());
            if (file.path().equals("a")) {
                throw new IOException("broken disk");
            }
        });

        assertThat(met).contains("a");
        assertThat(unreadable.note()).isEqualTo(isRoot ? "1 file could not be read: a"
                : "1 file could not be read: a\n1 folder could not be read: locked");
        Files.setPosixFilePermissions(work.resolve("locked"), PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aFailureOfTheVisitorEndsTheWalk() {
        files("a", "b/c", "d/e/f");

        assertThatThrownBy(() -> workspace().walk(work, file -> {
            throw new IllegalStateException(file.name());
        })).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anInterruptEndsTheWalk() {
        files("a");
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> workspace().walk(work, file -> {})).isInstanceOf(InterruptedException.class);
    }

    /** What is ignored is what git ignores; but {@code ?} is a character here, and a byte there. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void gitIgnoresTheSame(long seed) throws Exception {
        Random random = new Random(seed);
        for (int round = 0; round < 15; round++) {
            Path repository = Files.createDirectory(work.resolve("r" + round));
            git(repository, "init", "-q");
            for (int i = 0; i < 40; i++) {
                write(repository.resolve(path(random)));
            }
            String rules = rules(random, repository.resolve(".gitignore"))
                    + rules(random, repository.resolve("a/.gitignore"))
                    + rules(random, repository.resolve("a/b/.gitignore"));

            assertThat(walk(repository)).as(rules)
                    .isEqualTo(new TreeSet<>(git(repository, "ls-files", "-z", "--others", "--exclude-standard")));
        }
    }

    private static final List<
            String> PARTS = List.of("a", "b", "build", "x.log", "y.log", "foo bar", "a.b", "[z]", "#n", "!m",
                    "ab", "a b ", "c\\d", "Übung");
    private static final List<
            String> PATTERNS = List.of("*.log", "/a", "b/", "a/b", "**/x.log", "a/**", "a/**/b", "!x.log",
                    "!a/", "fo*", "a?", "[ab]", "[!a]", "[a-c]*", "\\#n", "\\!m", "\\[z\\]", "[z]", "# comment", "",
                    "build/", "/*",
                    "!/a", "b*/", "a b\\ ", "a b ", "**", "a**b", "/**/build", "*/*", "[[:alpha:]]", "[]a]", "[a",
                    "c\\\\d", "foo bar   ",
                    "!*/", "*", "!*.log", "{a,b}", "x.l[^a-n]g", "\\", "**/a/b", "a/*", "!/b/**");

    private static String path(Random random) {
        StringBuilder path = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            path.append(path.isEmpty() ? "" : "/").append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return path.toString();
    }

    private static String rules(Random random, Path file) throws IOException {
        StringBuilder rules = new StringBuilder();
        if (Files.isDirectory(file.getParent()) && random.nextInt(3) > 0) {
            for (int i = random.nextInt(5); i >= 0; i--) {
                rules.append(PATTERNS.get(random.nextInt(PATTERNS.size())))
                        .append(random.nextInt(9) == 0 ? "\r\n" : "\n");
            }
            Files.writeString(file, rules);
        }
        return file + ":\n" + rules;
    }

    private static List<String> git(Path folder, String... arguments) throws IOException {
        ProcessBuilder git = new ProcessBuilder("git", "-c", "core.excludesFile=", "-C", folder.toString())
                .redirectError(Redirect.INHERIT);
        git.command().addAll(Arrays.asList(arguments));
        byte[] output = git.start().getInputStream().readAllBytes();
        return output.length == 0 ? List.of() : List.of(new String(output, StandardCharsets.UTF_8).split("\0"));
    }

    private void files(String... names) {
        Arrays.stream(names).map(work::resolve).forEach(WalkTest::write);
    }

    /** A name may be a folder's already, or lie below a file: then there is no such file. */
    private static void write(Path file) {
        try {
            for (Path above = file.getParent(); above != null; above = above.getParent()) {
                if (Files.isRegularFile(above)) {
                    return;
                }
            }
            Files.createDirectories(file.getParent());
            if (!Files.exists(file)) {
                Files.writeString(file, "x");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SortedSet<String> walk(Path folder) throws InterruptedException {
        ConcurrentSkipListSet<String> met = new ConcurrentSkipListSet<>();
        assertThat(workspace().walk(folder, file -> met.add(file.path())).note()).isEmpty();
        return new TreeSet<>(met);
    }

    private Workspace workspace() {
        return new Workspace(work, () -> scope, new PathLocks(), new OutputFolder(temp.resolve("outputs")),
                OpenDocuments.NONE);
    }
}
