package dev.podd.tool.builtin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What tools see of documents that are open in an editor, and how they change them. */
class OpenDocumentsTest extends DeskTest {
    private Path path(String name) {
        return desk.folder.resolve(name);
    }

    /** As on a dead network drive. */
    @Test
    void aDocumentWhoseFolderDoesNotAnswerHoldsUpNoTool() throws Exception {
        Path far = temp.resolve("far/dead.txt");
        CountDownLatch answer = new CountDownLatch(1);
        Path dead = (Path) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Path.class},
                (_, method, arguments) -> {
                    if (method.getName().equals("toRealPath")) {
                        answer.await();
                        throw new AccessDeniedException("dead");
                    }
                    return method.invoke(far, arguments);
                });
        desk.file("a.txt", "one\n");
        desk.editor.open(dead, "typed far away\n");
        desk.editor.unknown.add(dead);
        desk.editor.open(path("a.txt"), "typed\n");
        try {
            for (int i = 0; i < 20; i++) {
                assertThat(desk.call("read", "{'path':'a.txt'}")).contains("typed").doesNotContain("one");
                assertThat(desk.call("grep", "{'pattern':'typed'}")).contains("a.txt").doesNotContain("dead");
            }
        } finally {
            answer.countDown();
        }
    }

    @Test
    void readShowsWhatIsTyped() throws Exception {
        desk.file("a.txt", "saved\n");
        desk.editor.open(path("a.txt"), "typed\nmore\n");
        desk.editor.open(path("new.txt"), "nowhere else");

        check("read", "{'path':'a.txt'}", "ok: a.txt: 2 lines\n\n1\ttyped\n2\tmore");
        check("read", "{'path':'new.txt'}", "ok: new.txt: 1 line\n\n1\tnowhere else");
    }

    @Test
    void aLinkLeadsToTheDocumentOfItsTarget() throws Exception {
        desk.file("a.txt", "saved\n");
        Files.createSymbolicLink(path("link.txt"), path("a.txt"));
        desk.editor.open(path("link.txt"), "typed\n");

        check("read", "{'path':'a.txt'}", "ok: a.txt: 1 line\n\n1\ttyped");
    }

    @Test
    void searchesSeeWhatIsTyped() throws Exception {
        desk.file("a.txt", "needle\n").file("b.txt", "hay\n").file("c.txt", "needle\n").file(".gitignore", "out/\n")
                .file("out/d.txt", "");
        desk.editor.open(path("a.txt"), "hay\n");
        desk.editor.open(path("b.txt"), "hay\nneedle\n");
        desk.editor.open(path("new/e.txt"), "a needle\n");
        desk.editor.open(path("out/d.txt"), "needle\n");
        desk.editor.open(path("secret.pem"), "needle\n");
        desk.deny("secret.pem");

        check("grep", "{'pattern':'needle'}",
                "ok: 3 matches in 3 of 5 files\n\nb.txt\n2:needle\nc.txt\n1:needle\nnew/e.txt\n1:a needle");
        check("grep", "{'pattern':'needle','output':'files'}",
                "ok: matches in 3 of 5 files\n\nb.txt\nc.txt\nnew/e.txt");
        check("grep", "{'pattern':'needle','glob':'*.txt','output':'count'}",
                "ok: 3 matches in 3 of 4 files\n\nb.txt:1\nc.txt:1\nnew/e.txt:1");
        check("grep", "{'pattern':'needle','path':'b.txt'}", "ok: 1 match in 1 of 1 file\n\nb.txt\n2:needle");
        check("glob", "{'pattern':'*.txt'}", "ok: 4 files\n\na.txt\nb.txt\nc.txt\nnew/e.txt");
    }

    @Test
    void listNamesWhatIsNotSavedYet() throws Exception {
        desk.file("a.txt", "saved\n");
        desk.editor.open(path("b.txt"), "typed");

        check("list", "{}", "ok: .: 2 entries\n\na.txt  6 B\nb.txt  5 B (not saved yet)");
    }

    @Test
    void anEditIsMadeInTheDocumentAndNotOnTheDisk() throws Exception {
        desk.file("a.txt", "one\ntwo\n");
        desk.editor.open(path("a.txt"), "one\r\ntwo typed\r\n");
        desk.call("read", "{'path':'a.txt'}");

        check("edit", "{'path':'a.txt','edits':[{'old_string':'two','new_string':'zwei'}]}",
                "ok: edited a.txt (in the editor, not saved yet): now reads\n\n1\tone\n2\tzwei typed");
        assertThat(desk.editor.text(path("a.txt"))).isEqualTo("one\r\nzwei typed\r\n");
        assertThat(desk.content("a.txt")).isEqualTo("one\ntwo\n");
        assertThat(desk.editor.labels).containsExactly("Podd: a.txt");
        assertThat(desk.changes).containsExactly(
                "a.txt: one\r\ntwo typed\r\n -> one\r\nzwei typed\r\n");
    }

    @Test
    void aDocumentOfAFileInLatin1KeepsWhatTheDiskCannotHold() throws Exception {
        desk.file("a.txt", "caf\u00e9\n".getBytes(ISO_8859_1));
        desk.editor.open(path("a.txt"), "caf\u00e9\n");
        check("read", "{'path':'a.txt'}", "ok: a.txt: 1 line\n\n1\tcaf\u00e9");
        desk.editor.open(path("a.txt"), "caf\u00e9 5 \u20ac\n");
        check("read", "{'path':'a.txt'}", "ok: a.txt: 1 line\n\n1\tcaf\u00e9 5 \u20ac");

        check("edit", "{'path':'a.txt','edits':[{'old_string':'5','new_string':'6'}]}",
                "ok: edited a.txt (in the editor, not saved yet): now reads\n\n1\tcaf\u00e9 6 \u20ac");
        assertThat(desk.editor.text(path("a.txt"))).isEqualTo("caf\u00e9 6 \u20ac\n");
    }

    @Test
    void whatIsTypedElsewhereStays() throws Exception {
        desk.editor.open(path("a.txt"), "one\ntwo\nthree\nfour\n");
        desk.call("read", "{'path':'a.txt'}");
        desk.editor.open(path("a.txt"), "one\ntwo\nthree\nfour, since it was read\n");
        desk.editor.typing.add(text -> "zero, while it is changed\n" + text);

        check("edit", "{'path':'a.txt','edits':[{'old_string':'two','new_string':'zwei'}]}",
                "ok: edited a.txt (in the editor, not saved yet): now reads\n\n1\tone\n2\tzwei\n3\tthree\n4\tfour, since it was read");
        assertThat(desk.editor.text(path("a.txt")))
                .isEqualTo("zero, while it is changed\none\nzwei\nthree\nfour, since it was read\n");
    }

    @Test
    void whatIsTypedInTheSamePlaceIsNotOverwritten() throws Exception {
        desk.editor.open(path("a.txt"), "one\ntwo\n");
        desk.call("read", "{'path':'a.txt'}");
        desk.editor.typing.add(text -> text.replace("two", "my two"));

        assertThat(desk.call("edit", "{'path':'a.txt','edits':[{'old_string':'two','new_string':'zwei'}]}"))
                .startsWith("error: a.txt is not changed: the person has typed meanwhile where the change would be."
                        + " Read it again\n\nWhat the person typed:\n")
                .contains("+my two").contains("+zwei");
        assertThat(desk.editor.text(path("a.txt"))).isEqualTo("one\nmy two\n");

        assertThat(desk.call("write", "{'path':'a.txt','content':'all new\\n'}"))
                .startsWith("error: a.txt was changed by somebody else since it was read: read it again")
                .contains("+my two");
        assertThat(desk.editor.text(path("a.txt"))).isEqualTo("one\nmy two\n");
    }

    @Test
    void anEditorThatRefusesIsAnErrorAndNothingIsDone() throws Exception {
        desk.file("a.txt", "one\n");
        desk.editor.open(path("a.txt"), "one\n");
        desk.call("read", "{'path':'a.txt'}");
        desk.editor.refusal = "it is read-only";

        check("write", "{'path':'a.txt','content':'two\\n'}", "error: a.txt is not changed: it is read-only");
        assertThat(desk.content("a.txt")).isEqualTo("one\n");
        assertThat(desk.editor.text(path("a.txt"))).isEqualTo("one\n");
    }

    @Test
    void aDocumentThatIsNotSavedExists() throws Exception {
        desk.editor.open(path("a.txt"), "typed\n");

        assertThat(desk.call("write", "{'path':'a.txt','content':'mine\\n'}"))
                .startsWith("error: a.txt exists and was not read in this session");
        assertThat(path("a.txt")).doesNotExist();
    }

    @Test
    void whatWasTypedUnseenIsNoLicenceToOverwriteIt() throws Exception {
        desk.editor.open(path("a.txt"), "one\ntwo\nthree\nfour\n");
        desk.call("read", "{'path':'a.txt'}");
        desk.editor.open(path("a.txt"), "one\ntwo\nthree\nmine\n");
        desk.call("edit", "{'path':'a.txt','edits':[{'old_string':'one','new_string':'eins'}]}");

        check("write", "{'path':'a.txt','content':'eins\\nzwei\\nthree\\nfour\\n'}",
                "ok: replaced a.txt (in the editor, not saved yet): 4 lines");
        assertThat(desk.editor.text(path("a.txt"))).isEqualTo("eins\nzwei\nthree\nmine\n");
    }

    @Test
    void rulesOfFoldersBelowHoldForWhatIsNotSaved() throws Exception {
        desk.file("web/.gitignore", "dist/\n").file("web/src/x.ts", "needle\n");
        desk.editor.open(path("web/src/x.ts"), "a needle\n");
        desk.editor.open(path("web/dist/y.ts"), "needle\n");
        desk.editor.open(path("private/new.txt"), "needle\n");
        desk.deny("private");

        check("grep", "{'pattern':'needle'}", "ok: 1 match in 1 of 2 files\n\nweb/src/x.ts\n1:a needle");
        check("glob", "{'pattern':'*.t*'}", "ok: 1 file\n\nweb/src/x.ts");
    }

    @Test
    void aFolderMayBeInTheEditorOnly() throws Exception {
        desk.file("a.txt", "");
        desk.editor.open(path("new/sub/e.txt"), "needle\n");

        check("list", "{}", "ok: .: 3 entries\n\na.txt  0 B\nnew/\n  sub/");
        check("list", "{'path':'new/sub'}", "ok: new/sub: 1 entry\n\ne.txt  7 B (not saved yet)");
        check("glob", "{'pattern':'*.txt','path':'new'}", "ok: 1 file\n\nnew/sub/e.txt");
        check("grep", "{'pattern':'needle','path':'new'}", "ok: 1 match in 1 of 1 file\n\nnew/sub/e.txt\n1:needle");
    }

    @Test
    void aFileThatWasWrittenSinceCountsMoreThanADocumentWithoutChanges() throws Exception {
        desk.file("a.txt", "by a command\n").file("b.txt", "same\n");
        desk.editor.open(path("a.txt"), "not loaded again yet\n");
        desk.editor.open(path("b.txt"), "same\n");
        desk.editor.clean.add(path("a.txt"));
        desk.editor.clean.add(path("b.txt"));

        check("read", "{'path':'a.txt'}", "ok: a.txt: 1 line\n\n1\tby a command");
        check("grep", "{'pattern':'loaded'}", "ok: no match for loaded in 2 files");
        check("edit", "{'path':'a.txt','edits':[{'old_string':'by','new_string':'from'}]}",
                "ok: edited a.txt: now reads\n\n1\tfrom a command");
        assertThat(desk.content("a.txt")).isEqualTo("from a command\n");
        desk.call("read", "{'path':'b.txt'}");
        desk.call("edit", "{'path':'b.txt','edits':[{'old_string':'same','new_string':'other'}]}");
        assertThat(desk.editor.text(path("b.txt"))).isEqualTo("other\n");
        assertThat(desk.content("b.txt")).isEqualTo("same\n");
    }

    @Test
    void whatIsOpenButNotKnownIsNotTouched() throws Exception {
        desk.file("a.txt", "saved\n");
        desk.editor.unknown.add(path("a.txt"));

        assertThat(desk.call("read", "{'path':'a.txt'}"))
                .startsWith("error: a.txt is open in an editor, and its text there is not known");
    }

    @Test
    void aFolderInTheDocumentsPlaceIsAFolder() throws Exception {
        desk.file("a/b.txt", "needle\n");
        desk.editor.open(path("a"), "needle\n");

        check("grep", "{'pattern':'needle'}", "ok: 1 match in 1 of 1 file\n\na/b.txt\n1:needle");
        check("read", "{'path':'a'}", "error: a is a folder");
    }
}
