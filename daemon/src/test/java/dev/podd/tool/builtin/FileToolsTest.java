package dev.podd.tool.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podd.tool.PreparedCall;
import dev.podd.tool.ToolException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model sees of read, write and edit. */
class FileToolsTest {
    @TempDir
    Path temp;

    private Desk desk;

    @BeforeEach
    void open() throws IOException {
        desk = new Desk(temp.toRealPath());
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aFileOfVeryManyLinesIsNotChanged() throws Exception {
        desk.file("many.txt", "x\n".repeat(400_000) + "y\r\n");
        desk.call("read", "{'path':'many.txt','limit':1}");

        String refusal = "error: a text of more than 300000 lines is not compared with another, so that the file cannot be"
                + " changed";
        check("write", "{'path':'many.txt','content':'new'}", refusal);
        check("edit", "{'path':'many.txt','edits':[{'old_string':'y','new_string':'z'}]}", refusal);
        assertThat(desk.content("many.txt")).endsWith("x\ny\r\n");
    }

    @Test
    void readNumbersTheLines() throws Exception {
        desk.file("a.txt", "one\n\n\tthree\r\nlast");

        check("read", "{'path':'a.txt'}", """
                ok: a.txt: 4 lines

                1\tone
                2\t
                3\t\tthree
                4\tlast""");
        check("read", "{'path':'a.txt','offset':2,'limit':2}", """
                ok: a.txt: lines 2-3 of 4; go on with offset 4

                2\t
                3\t\tthree""");
        check("read", "{'path':'" + desk.folder + "/./a.txt','offset':4}", """
                ok: a.txt: lines 4-4 of 4

                4\tlast""");
        check("read", "{'path':'a.txt','offset':5}", "error: a.txt has 4 lines, so none from 5");
        check("read", "{'path':'a.txt','limit':0}", "error: offset and limit begin at 1");
    }

    @Test
    void readStopsAtAWholeLineWhenItsRoomIsFull() throws Exception {
        desk.file("long.txt", ("x".repeat(900) + "\n").repeat(3));

        assertThat(desk.call("read", "{'path':'long.txt'}"))
                .startsWith("ok: long.txt: lines 1-2 of 3; go on with offset 3")
                .endsWith("x");
    }

    @Test
    void readCutsALongLine() throws Exception {
        desk.file("min.js", "é".repeat(5000));

        check("read", "{'path':'min.js'}", "ok: min.js: 1 line\n\n1\t" + "é".repeat(2000)
                + " [3000 more characters in this line]");
    }

    @Test
    void readGivesPartsOfAFileOfAnySize() throws Exception {
        desk.file("sparse.log", "one\ntwo\nthree\n" + "x".repeat(9000) + "\n");
        try (RandomAccessFile file = new RandomAccessFile(desk.folder.resolve("sparse.log").toFile(), "rw")) {
            file.setLength(10L << 30);
        }
        desk.file("large.txt", ("é".repeat(40) + "\n").repeat(500_000));

        check("read", "{'path':'sparse.log','offset':2,'limit':2}",
                "ok: sparse.log: lines 2-3 of a file of 10737418240 bytes; go on with offset 4\n\n2\ttwo\n3\tthree");
        check("read", "{'path':'large.txt','offset':499999,'limit':1}",
                "ok: large.txt: lines 499999-499999 of 500000; go on"
                        + " with offset 500000\n\n499999\t" + "é".repeat(40));
        check("edit", "{'path':'large.txt','edits':[{'old_string':'é','new_string':'e'}]}",
                "error: large.txt has 40500000 bytes; only files up to 8388608 bytes can be changed or taken as a whole."
                        + " Parts of it can be read with offset and limit");
        check("grep", "{'pattern':'three','path':'sparse.log','output':'count','limit':1}",
                "ok: 1 match in 1 of 1 file\n\nsparse.log:1");
    }

    @Test
    void readFindsTheEncodingWhereverItShows() throws Exception {
        byte[] late = ("line\r\n".repeat(20_000) + "Gr\u00FCn\r\n").getBytes(StandardCharsets.ISO_8859_1);
        desk.file("latin.txt", late).file("wide.txt", "\uFEFFone\r\ntwo\r".getBytes(StandardCharsets.UTF_16LE));

        check("read", "{'path':'latin.txt','offset':20001}",
                "ok: latin.txt: lines 20001-20001 of 20001\n\n20001\tGrün");
        check("read", "{'path':'wide.txt'}", "ok: wide.txt: 2 lines\n\n1\tone\n2\ttwo\r");
        check("write", "{'path':'latin.txt','content':'x\\n'}", "ok: replaced latin.txt: 1 line");
    }

    @Test
    void aLongFileIsReplacedWholeAndItsDiffIsBounded() throws Exception {
        desk.file("long.txt",
                IntStream.range(0, 100_000).mapToObj(i -> "old " + i + "\n").collect(Collectors.joining()));
        desk.call("read", "{'path':'long.txt','limit':1}");

        check("edit", "{'path':'long.txt','edits':[{'old_string':'old','new_string':'new','replace_all':true}]}",
                "ok: edited long.txt: now reads\n\n" + IntStream.range(0, 80).mapToObj(i -> i + 1 + "\tnew " + i)
                        .collect(Collectors.joining("\n")));
    }

    @Test
    void anEditThatWouldMakeAFileTooLargeIsRefusedBeforeItIsMade() throws Exception {
        desk.file("long.txt", "a b\n".repeat(100_000)).file("longer.txt", "\n".repeat(250_000));
        desk.call("read", "{'path':'long.txt','limit':1}");
        desk.call("read", "{'path':'longer.txt','limit':1}");

        check("edit", "{'path':'long.txt','edits':[{'old_string':' ','new_string':'" + "x".repeat(50_000)
                + "','replace_all':true}]}",
                "error: with new_string in 100000 places the file would have 5000300000 characters; only files up to"
                        + " 8388608 bytes can be changed");
        check("edit", "{'path':'longer.txt','edits':[{'old_string':'\\n','new_string':'x','replace_all':true}]}",
                "error: old_string is there more than 200000 times, and no more can be replaced at once: give more of"
                        + " the text around");
    }

    @Test
    void readTellsOfWhatIsNoText() throws Exception {
        desk.file("empty", "").file("photo", new byte[] {1, 0, 2}).file("old.txt",
                new byte[] {'G', 'r', (byte) 0xFC, 'n'});

        check("read", "{'path':'empty'}", "ok: empty: empty");
        check("read", "{'path':'photo'}", "error: photo is no text (3 bytes)");
        check("read", "{'path':'old.txt'}", "ok: old.txt: 1 line\n\n1\tGrün");
        check("read", "{'path':'.'}", "error: . is a folder");
        check("read", "{'path':'none/at/all'}", "error: cannot read none/at/all: there is no such file");
    }

    @Test
    void argumentsThatDoNotFitAreNamed() throws Exception {
        check("read", "{}", "error: read needs path");
        check("read", "{'path':7}", "error: read: path: text is due, found 7");
        check("read", "{'path':'a','limit':1e400}", "error: read: limit: a whole number is due, found Infinity");
        check("read", "{'path':'a','limit':'many'}", "error: read: limit: a whole number is due");
        check("read", "{'path':['a']}", "error: read: path: text is due");
        check("edit", "{'path':'a','edits':{'old_string':'x'}}", "error: edit: edits: a list is due");
        check("edit", "{'path':'a','edits':['x']}", "error: edit: edits[0]: an object is due");
        check("grep", "{'pattern':'a','output':'all'}", "error: output must be content, files or count, not all");
        check("grep", "{'pattern':'a','ignore_case':'yes'}",
                "error: grep: ignore_case: true or false is due");
        check("read", "{'path':'~/x'}",
                "error: \"~/x\" is neither relative to /work nor absolute: ~ and URIs are not understood");
        check("read", "{'path':'file:///etc/passwd'}",
                "error: \"file:///etc/passwd\" is neither relative to /work nor absolute: ~ and URIs are not understood");
        check("edit", "{'path':'a','edits':[{'old_string':'x'}]}", "error: each of edits needs new_string");
        check("edit", "{'path':'a','edits':[]}", "error: edit needs at least one of edits");
    }

    @Test
    void writeMakesAFileAndItsFolders() throws Exception {
        check("write", "{'path':'new/b.txt','content':'one\\ntwo\\n'}", "ok: created new/b.txt: 2 lines");

        assertThat(desk.content("new/b.txt")).isEqualTo("one\ntwo\n");
        assertThat(desk.changes).containsExactly("new/b.txt: null -> one\ntwo\n");
    }

    @Test
    void nothingIsOverwrittenUnseen() throws Exception {
        desk.file("a.txt", "one\n");
        String write = "{'path':'a.txt','content':'two\\n'}";

        check("write", write, "error: a.txt exists and was not read in this session: read it first");
        desk.call("read", "{'path':'a.txt'}");
        desk.file("a.txt", "one\nmine\n");
        check("write", write, """
                error: a.txt was changed by somebody else since it was read: read it again

                --- a/a.txt
                +++ b/a.txt
                @@ -1,1 +1,2 @@
                 one
                +mine""");
        desk.call("read", "{'path':'a.txt'}");
        check("write", write, "ok: replaced a.txt: 1 line");
        check("write", "{'path':'a.txt','content':'three\\n'}", "ok: replaced a.txt: 1 line");
        assertThat(desk.changes).containsExactly("a.txt: one\nmine\n -> two\n", "a.txt: two\n -> three\n");
        assertThat(desk.tracker.recent()).containsExactly(desk.folder.resolve("a.txt"));
    }

    @Test
    void writeKeepsLineEndsMarkModeAndLink() throws Exception {
        desk.file("real.txt", "\uFEFFone\r\ntwo\r\n");
        Path real = desk.folder.resolve("real.txt");
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rwxr-x--x"));
        Files.createSymbolicLink(desk.folder.resolve("link.txt"), Path.of("real.txt"));

        desk.call("read", "{'path':'link.txt'}");
        check("write", "{'path':'link.txt','content':'one\\n2\\n'}", "ok: replaced real.txt: 2 lines");

        assertThat(Files.readString(real, StandardCharsets.UTF_8)).isEqualTo("\uFEFFone\r\n2\r\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real))).isEqualTo("rwxr-x--x");
        assertThat(Files.isSymbolicLink(desk.folder.resolve("link.txt"))).isTrue();
        try (var left = Files.list(desk.folder)) {
            assertThat(left).hasSize(2);
        }
    }

    @Test
    void editShowsWhatTheFileReadsNow() throws Exception {
        desk.file("a.txt", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n");
        desk.call("read", "{'path':'a.txt'}");

        check("edit", "{'path':'a.txt','edits':[{'old_string':'2\\n3\\n','new_string':'two\\n'},"
                + "{'old_string':'11','new_string':'eleven\\n+'}]}", """
                        ok: edited a.txt (2 edits): now reads

                        1\t1
                        2\ttwo
                        3\t4
                        4\t5
                        5\t6
                        …
                        7\t8
                        8\t9
                        9\t10
                        10\televen
                        11\t+
                        12\t12""");
        assertThat(desk.content("a.txt")).isEqualTo("1\ntwo\n4\n5\n6\n7\n8\n9\n10\neleven\n+\n12\n");
    }

    @Test
    void editIsAllOrNothing() throws Exception {
        desk.file("a.txt", "one\ntwo\n");
        desk.call("read", "{'path':'a.txt'}");

        check("edit",
                "{'path':'a.txt','edits':[{'old_string':'one','new_string':'1'},{'old_string':'six','new_string':'6'}]}",
                "error: edit 2 of 2: old_string is not in the file");
        assertThat(desk.content("a.txt")).isEqualTo("one\ntwo\n");
        assertThat(desk.changes).isEmpty();
    }

    @Test
    void anEditThatMissesSaysWhereTheNearestIs() throws Exception {
        desk.file("A.java", "class A {\n    void run() {\n        start(1, 2);\n    }\n}\n");
        desk.call("read", "{'path':'A.java'}");

        check("edit", "{'path':'A.java','edits':[{'old_string':'void run()  {\\n  start(1, 2);','new_string':''}]}", """
                error: old_string is not in the file

                It is there with other white space:
                2\t    void run() {
                3\t        start(1, 2);""");
        check("edit", "{'path':'A.java','edits':[{'old_string':'        start(1, 3);\\n','new_string':''}]}", """
                error: old_string is not in the file

                The most similar lines are:
                3\t        start(1, 2);""");
        check("edit", "{'path':'A.java','edits':[{'old_string':'3\\t        start(1, 2);','new_string':''}]}", """
                error: old_string is not in the file

                old_string holds the line numbers that read puts before each line; leave them out.""");
    }

    /** Comparing each line with each would take minutes. */
    @Test
    void anEditThatMissesInAFileOfEqualLinesIsAnsweredWithoutComparingEachWithEach() throws Exception {
        desk.file("equal.txt", "  same\n".repeat(20_000));
        desk.call("read", "{'path':'equal.txt'}");
        String text = "same\\n".repeat(9_999) + "other";

        assertThat(desk.call("edit", "{'path':'equal.txt','edits':[{'old_string':'" + text + "','new_string':''}]}"))
                .startsWith("error: old_string is not in the file");
    }

    @Test
    void ofAVeryLongFileNoNearPlaceIsLookedFor() throws Exception {
        desk.file("long.txt", ("start(1, 2);" + "x".repeat(1000) + "\n").repeat(5000));
        desk.call("read", "{'path':'long.txt'}");

        check("edit", "{'path':'long.txt','edits':[{'old_string':'start(1,  2);','new_string':''}]}",
                "error: old_string is not in the file");
    }

    @Test
    void anEditThatFitsTwiceListsTheLines() throws Exception {
        desk.file("a.txt", "x\ny\nx\n");
        desk.call("read", "{'path':'a.txt'}");

        check("edit", "{'path':'a.txt','edits':[{'old_string':'x','new_string':'z'}]}",
                "error: old_string is there 2 times, from lines 1, 3: give more of the text around, or replace_all");
        check("edit", "{'path':'a.txt','edits':[{'old_string':'x','new_string':'z','replace_all':true}]}",
                "ok: edited a.txt: now reads\n\n1\tz\n2\ty\n3\tz");
        check("edit", "{'path':'a.txt','edits':[{'old_string':'','new_string':'z'}]}", "error: old_string is empty");
        check("edit", "{'path':'a.txt','edits':[{'old_string':'y','new_string':'y'}]}",
                "error: old_string and new_string are the same");
        check("edit", "{'path':'b.txt','edits':[{'old_string':'y','new_string':'z'}]}",
                "error: b.txt does not exist: use write to make it");
    }

    @Test
    void aPersonIsShownTheDiffBeforehand() {
        desk.file("a.txt", "one\ntwo");
        desk.tracker.observed(desk.folder.resolve("a.txt"), "one\ntwo".getBytes(StandardCharsets.UTF_8));

        var call = desk.prepare("edit", "{'path':'a.txt','edits':[{'old_string':'two','new_string':'2\\n'}]}");

        assertThat(call.title()).isEqualTo("edit a.txt");
        assertThat(call.writes()).containsExactly(desk.folder.resolve("a.txt"));
        assertThat(call.hasEffect()).isTrue();
        assertThat(call.subjects()).containsExactly(desk.folder + "/a.txt");
        assertThat(call.locations()).hasSize(1);
        assertThat(call.preview()).isEqualTo(new PreparedCall.Preview("""
                --- a/a.txt
                +++ b/a.txt
                @@ -1,2 +1,2 @@
                 one
                -two
                \\ No newline at end of file
                +2""", 1));
    }

    private void check(String tool, String arguments, String expected) throws InterruptedException {
        assertThat(desk.call(tool, arguments)).isEqualTo(expected);
    }

    @Test
    void aFolderThatHasBecomeALinkIsNotWrittenThrough() throws Exception {
        desk.file(".podd/pod.toml", "").file("docs/x", "");
        var write = desk.prepare("write", "{'path':'docs/new.toml','content':'evil'}");
        Files.delete(desk.folder.resolve("docs/x"));
        Files.delete(desk.folder.resolve("docs"));
        Files.createSymbolicLink(desk.folder.resolve("docs"), desk.folder.resolve(".podd"));

        assertThatThrownBy(() -> write.run(desk.run())).isInstanceOf(ToolException.class)
                .hasMessageContaining("docs/new.toml has become a link to");
        assertThat(desk.folder.resolve(".podd/new.toml")).doesNotExist();
    }

    @Test
    void anEditFindsItsTextInTimeWhateverItIs() throws Exception {
        desk.file("a.txt", "a".repeat(2_000_000) + "\n" + "abab" + "\n");
        desk.call("read", "{'path':'a.txt'}");

        assertThat(desk.call("edit", "{'path':'a.txt','edits':[{'old_string':'" + "a".repeat(100_000)
                + "b','new_string':'x'}]}")).startsWith("error: old_string is not in the file");
        assertThat(desk.call("edit", "{'path':'a.txt','edits':[{'old_string':'\nabab','new_string':'\nxy'}]}"
                .replace("\n", "\\n"))).startsWith("ok: edited a.txt");
        assertThat(desk.content("a.txt")).endsWith("a\nxy\n");
    }
}
