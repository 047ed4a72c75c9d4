package dev.podd.tool.builtin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podd.tool.ToolBox;
import dev.podd.tool.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a model sees of glob, grep, list and todo. */
class SearchToolsTest extends DeskTest {
    @Test
    void globFindsFilesByName() throws Exception {
        desk.file("src/b/B.java", "").file("src/A.java", "").file("C.java", "").file("src/a.ts", "").file(".ci/run", "")
                .file(".gitignore", "out/\n").file("out/D.java", "");

        check("glob", "{'pattern':'*.java'}", "ok: 3 files\n\nC.java\nsrc/A.java\nsrc/b/B.java");
        check("glob", "{'pattern':'src/*.{java,ts}'}", "ok: 2 files\n\nsrc/A.java\nsrc/a.ts");
        check("glob", "{'pattern':'**/b/**'}", "ok: 1 file\n\nsrc/b/B.java");
        check("glob", "{'pattern':'*.java','path':'src/b'}", "ok: 1 file\n\nsrc/b/B.java");
        check("glob", "{'pattern':'" + desk.folder + "/src/**/*.java'}", "ok: 2 files\n\nsrc/A.java\nsrc/b/B.java");
        check("glob", "{'pattern':'run'}", "ok: 1 file\n\n.ci/run");
        check("glob", "{'pattern':'*.rs'}", "ok: no file matches *.rs");
        check("glob", "{'pattern':'{a'}", "error: \"{a\": a { is not closed");
        check("glob", "{'pattern':'*','path':'none'}", "error: cannot read none: there is no such file");
        check("glob", "{'pattern':'D*','path':'out'}", "ok: 1 file\n\nout/D.java");
    }

    @Test
    void aNameMayHoldALineFeed() throws Exception {
        desk.file("a\n\nb.txt", "needle\n").file("c.txt", "needle\n");

        check("grep", "{'pattern':'needle','output':'count'}",
                "ok: 2 matches in 2 of 2 files\n\na\n\nb.txt:1\nc.txt:1");
    }

    /** The superuser may read it. */
    @Test
    void aFileThatCannotBeReadIsNotCountedAsSearched() throws Exception {
        desk.file("a.txt", "one\n").file("b.txt", "two\n");
        Path locked = desk.folder.resolve("b.txt");
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));

        check("grep", "{'pattern':'needle'}", Files.isReadable(locked) ? "ok: no match for needle in 2 files"
                : "ok: no match for needle in 1 file\n1 of 2 files could not be read: b.txt");
        check("grep", "{'pattern':'one','output':'count'}", Files.isReadable(locked)
                ? "ok: 1 match in 1 of 2 files\n\na.txt:1"
                : "ok: 1 match in 1 of 1 file\n1 of 2 files could not be read: b.txt\n\na.txt:1");
    }

    @Test
    void rulesInAPipeAreNotWaitedFor() throws Exception {
        desk.file("a.txt", "needle\n");
        new ProcessBuilder("mkfifo", desk.folder.resolve(".gitignore").toString()).start().waitFor();

        check("grep", "{'pattern':'needle','output':'count'}", "ok: 1 match in 1 of 1 file\n\na.txt:1");
    }

    @Test
    void aProgramOfTheWorkspaceIsNeverTakenForRipgrep() throws Exception {
        Path parent = Files.createDirectory(temp.toRealPath().resolve("other"));
        String path = ".:bin::" + parent + "/work/bin:" + parent + "/link";
        try (Desk other = new Desk(parent, Map.of("PATH", path))) {
            other.file("bin/rg", "#!/bin/sh\necho > " + other.folder + "/ran\n").file("rg", "#!/bin/sh\necho > ran\n");
            Files.setPosixFilePermissions(other.folder.resolve("bin/rg"), PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(other.folder.resolve("rg"), PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.createSymbolicLink(parent.resolve("link"), other.folder.resolve("bin"));

            assertThat(other.call("grep", "{'pattern':'echo','output':'files'}"))
                    .isEqualTo("ok: matches in 2 of 2 files\n\nbin/rg\nrg");
            assertThat(other.folder.resolve("ran")).doesNotExist();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aSearchOfADeepTreeThatIsCancelledLeavesNothingOpen() throws Exception {
        for (int i = 0; i < 8; i++) {
            for (int depth = 1; depth <= 30; depth++) {
                desk.file(i + "/d".repeat(depth) + "/a.txt", "needle\n");
            }
        }
        assertThat(desk.call("grep", "{'pattern':'needle','limit':1}"))
                .startsWith("ok: 240 matches in 240 of 240 files");
        long before = openFiles();
        int cancelled = 0;
        for (int i = 0; i < 200; i++) {
            FutureTask<String> search = new FutureTask<>(() -> desk.call("grep", "{'pattern':'needle','limit':1}"));
            Thread thread = Thread.ofPlatform().start(search);
            LockSupport.parkNanos(i * 100_000L); // somewhere between its begin and its end
            thread.interrupt();
            thread.join();
            cancelled += search.state() == Future.State.FAILED ? 1 : 0;
        }
        assertThat(cancelled).isPositive();
        while (openFiles() > before + 5) {
            Thread.sleep(10); // threads that were interrupted end on their own
        }
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    @Test
    void whereRipgrepFindsTooMuchOurOwnSearchIsAsked() throws Exception {
        Path parent = Files.createDirectory(temp.toRealPath().resolve("other"));
        Path rg = parent.resolve("rg");
        Files.writeString(rg,
                """
                #!/bin/sh
                yes ./ghost.txt | head -n 900000 | tr '\\n' '\\0' | sed 's/\\x00/\\x001\\n/g'
                echo '900000 files searched'
                """);
        Files.setPosixFilePermissions(rg, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (Desk other = new Desk(parent, Map.of("PATH", parent + ":" + System.getenv("PATH")))) {
            other.file("a.txt", "needle\n");
            assertThat(other.call("grep", "{'pattern':'needle','output':'count'}"))
                    .isEqualTo("ok: 1 match in 1 of 1 file\n\na.txt:1");
        }
    }

    @Test
    void whatHasNoRoomIsCounted() throws Exception {
        IntStream.range(100, 400).forEach(i -> desk.file("folder/file-" + i + ".txt", "x\n"));

        assertThat(desk.call("glob", "{'pattern':'*.txt'}")).startsWith(
                "ok: 300 files, of which the first 100 are shown\n\nfolder/file-100.txt\nfolder/file-101.txt\n")
                .endsWith("\nfolder/file-199.txt");
        assertThat(desk.call("list", "{}"))
                .isEqualTo("ok: .: 1 entry, to depth 1 only, since more has no room\n\nfolder/");
        assertThat(desk.call("grep", "{'pattern':'x','output':'files'}"))
                .startsWith("ok: matches in 300 of 300 files; only the first are shown\n\nfolder/file-100.txt\n");
    }

    @Test
    void grepFindsLines() throws Exception {
        desk.file("b.txt", "one\r\nTwo\r\nthree\r\n").file("a/c.txt", "two\n\ntwo\nno")
                .file("photo", new byte[] {'t', 'w', 'o', 0})
                .file("old", "Grün two".getBytes(ISO_8859_1)).file("wide", "\uFEFFone\ntwo".getBytes(UTF_16LE))
                .file("marked", "\uFEFFtwo");

        check("grep", "{'pattern':'two'}", """
                ok: 5 matches in 4 of 6 files

                a/c.txt
                1:two
                3:two
                marked
                1:two
                old
                1:Grün two
                wide
                2:two""");
        check("grep", "{'pattern':'^t.o$','ignore_case':true,'glob':'*.txt'}", """
                ok: 3 matches in 2 of 2 files

                a/c.txt
                1:two
                3:two
                b.txt
                2:Two""");
        check("grep", "{'pattern':'e$','path':'b.txt','context':1}", """
                ok: 2 matches in 1 of 1 file

                b.txt
                1:one
                2-Two
                3:three""");
        check("grep", "{'pattern':'TWO','ignore_case':true,'output':'files'}", """
                ok: matches in 5 of 6 files

                a/c.txt
                b.txt
                marked
                old
                wide""");
        check("grep", "{'pattern':'o','output':'count'}",
                "ok: 9 matches in 5 of 6 files\n\na/c.txt:3\nb.txt:2\nmarked:1\nold:1\nwide:2");
        check("grep", "{'pattern':'four|fünf'}", "ok: no match for four|fünf in 6 files");
    }

    @Test
    void grepShowsAsManyMatchesAsAskedFor() throws Exception {
        desk.file("a", "x\n".repeat(7)).file("b", "x\n".repeat(7)).file("c", "x\n");

        check("grep", "{'pattern':'x','limit':9}", "ok: 15 matches in 3 of 3 files; only the first are shown\n\na\n"
                + lines(1, 7) + "\nb\n" + lines(1, 2));
        check("grep", "{'pattern':'x','limit':3,'context':1}",
                "ok: 15 matches in 3 of 3 files; only the first are shown\n\na\n" + lines(1, 3) + "\n4-x");
        check("grep", "{'pattern':'x','limit':15}", "ok: 15 matches in 3 of 3 files\n\na\n" + lines(1, 7) + "\nb\n"
                + lines(1, 7) + "\nc\n1:x");
    }

    @Test
    void contextIsNotShownTwice() throws Exception {
        desk.file("a", "1\n2\nx3\n4\n5\n6\nx7\nx8\n9\n");

        check("grep", "{'pattern':'x','context':1}",
                "ok: 3 matches in 1 of 1 file\n\na\n2-2\n3:x3\n4-4\n--\n6-6\n7:x7\n8:x8\n9-9");
        check("grep", "{'pattern':'x','context':2}",
                "ok: 3 matches in 1 of 1 file\n\na\n1-1\n2-2\n3:x3\n4-4\n5-5\n6-6\n7:x7\n8:x8\n9-9");
    }

    @Test
    void aVeryLargeFileIsSearchedToItsEnd() throws Exception {
        desk.file("large", "0123456789abcde\n".repeat(1_200_000) + "the end\n");

        check("grep", "{'pattern':'the end'}", "ok: 1 match in 1 of 1 file\n\nlarge\n1200001:the end");
    }

    @Test
    void aPatternThatCannotBeReadSaysWhy() throws Exception {
        check("grep", "{'pattern':'a(b'}", "error: \"a(b\" is no regular expression: missing closing )");
        check("grep", "{'pattern':'a\\\\nb'}", "error: a pattern is matched against single lines; leave \\n out");
        check("grep", "{'pattern':'a','output':'lines'}", "error: output must be content, files or count, not lines");
        check("grep", "{'pattern':'a','glob':'[a'}", "error: \"[a\": a [ is not closed");
        check("grep", "{'pattern':'a','limit':0}", "error: context must be 0 to 20, limit at least 1");
    }

    @Test
    void noPatternIsTooMuchForALongLine() throws Exception {
        desk.file("a.txt", "ab".repeat(100_000)).file("b.txt", "ab\n").file("c.txt", "P1" + ",1".repeat(3000));

        check("grep", "{'pattern':'^(a|b)*x?$','output':'count'}", "ok: 2 matches in 2 of 3 files\n\na.txt:1\nb.txt:1");
        check("grep", "{'pattern':'^(.*?,){24}P'}", "ok: no match for ^(.*?,){24}P in 3 files");
        check("glob", "{'pattern':'*a*a*a*a*a*a*a*a*a*a*a*a*b'}", "ok: no file matches *a*a*a*a*a*a*a*a*a*a*a*a*b");
    }

    @Test
    void listShowsATree() throws Exception {
        desk.file("src/main/A.java", "x".repeat(2000)).file("src/b.txt", "12345").file("README.md", "")
                .file(".gitignore", "out\n").file("out/big", "").file(".git/config", "")
                .file("z.bin", new byte[3 << 20]);

        check("list", "{}", """
                ok: .: 7 entries

                .gitignore  4 B
                README.md  0 B
                out/ (ignored by git)
                src/
                  b.txt  5 B
                  main/
                z.bin  3.0 MB""");
        check("list", "{'path':'src','depth':5}", """
                ok: src: 3 entries

                b.txt  5 B
                main/
                  A.java  2.0 KB""");
        check("list", "{'path':'README.md'}", "error: cannot list README.md: it is no folder");
        check("list", "{'depth':0}", "error: depth must be 1 to 20, not 0");
    }

    @Test
    void todoTellsWhereThePlanStands() throws Exception {
        check("todo", "{'items':[{'text':'look','state':'done'},{'text':'build it','state':'active'},"
                + "{'text':'test','state':'open'}]}", "ok: 1 of 3 done; now: build it");
        check("todo", "{'items':[]}", "ok: 0 of 0 done");
        check("todo", "{'items':[{'text':'look','state':'maybe'}]}",
                "error: each of items needs text, and state: open, active or done");
    }

    /** A person pays for every byte of this at every request. */
    @Test
    void allToolsTogetherAreDescribedInThreeKilobytesAndInFourAndAHalfWithAnEditorThatKnowsCode() {
        assertThat(described(desk.tools.available())).isBetween(1000, 3000);
        assertThat(described(desk.tools)).isBetween(3000, 4500);
    }

    private static int described(ToolBox tools) {
        return tools.all().stream().map(tool -> tool.name() + tool.description() + tool.schema())
                .collect(Collectors.joining()).length();
    }

    private static String lines(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> i + ":x").collect(Collectors.joining("\n"));
    }

    @Test
    void aFolderMayHaveAnyName() throws Exception {
        Path parent = Files.createDirectories(temp.toRealPath().resolve("ARGUMENTS %s 'x"));
        try (Desk odd = new Desk(parent, environment())) {
            odd.file("a.txt", "needle\n");
            String witness = temp.toRealPath().resolve("made").toString();
            odd.call("grep", "{'pattern':'|/*|x[) touch " + witness + " ;; ]'}");
            assertThat(Path.of(witness)).doesNotExist();
            assertThat(odd.call("grep", "{'pattern':'needle'}"))
                    .isEqualTo("ok: 1 match in 1 of 1 file\n\na.txt\n1:needle");
        }
    }

    @Test
    void aFolderThatHasBecomeALinkIsNotSearched() throws Exception {
        desk.file("sub/a.txt", "needle\n");
        Path outside = Files.createDirectory(temp.toRealPath().resolve("outside"));
        Files.writeString(outside.resolve("b.txt"), "needle\n");
        var prepared = desk.prepare("grep", "{'pattern':'needle','path':'sub','output':'count'}");
        Files.delete(desk.folder.resolve("sub/a.txt"));
        Files.delete(desk.folder.resolve("sub"));
        Files.createSymbolicLink(desk.folder.resolve("sub"), outside);

        assertThatThrownBy(() -> prepared.run(desk.run())).isInstanceOf(ToolException.class)
                .hasMessageContaining("sub");
    }
}
