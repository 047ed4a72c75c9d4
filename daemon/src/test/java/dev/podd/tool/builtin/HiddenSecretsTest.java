package dev.podd.tool.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that was shown a file without its secrets changes the rest of it, and loses none. */
final class HiddenSecretsTest {
    private static final String TOKEN = "gh" + "p_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
    private static final String FILE = "url = https://x\ntoken = " + TOKEN + "\nretries = 3\n";

    @TempDir
    private Path temp;
    private Desk desk;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        desk = new Desk(temp.toRealPath()).file("a.toml", FILE);
        desk.call("read", "{'path':'a.toml'}");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private String edit(String old, String fresh) throws InterruptedException {
        return desk.call("edit",
                "{'path':'a.toml','edits':[{'old_string':'" + old + "','new_string':'" + fresh + "'}]}");
    }

    @Test
    void anEditBesideASecretKeepsIt() throws InterruptedException {
        assertThat(edit("token = [secret: GitHub token]\\nretries = 3", "auth = [secret: GitHub token]\\nretries = 5"))
                .startsWith("ok: edited a.toml");
        assertThat(desk.content("a.toml")).isEqualTo("url = https://x\nauth = " + TOKEN + "\nretries = 5\n");
    }

    @Test
    void anEditWithoutThePlaceholderTakesTheSecretAway() throws InterruptedException {
        assertThat(edit("token = [secret: GitHub token]\\n", "")).startsWith("ok: edited a.toml");
        assertThat(desk.content("a.toml")).isEqualTo("url = https://x\nretries = 3\n");
    }

    @Test
    void aPlaceholderIsNeverWrittenInPlaceOfASecret() throws InterruptedException {
        assertThat(edit("retries = 3", "retries = '[secret: GitHub token]'".replace("'", "")))
                .startsWith("error: new_string holds a placeholder that old_string does not hold; each [secret: …]");
        assertThat(edit("[secret: GitHub token]", "[secret: GitHub token] [secret: GitHub token]"))
                .startsWith("error: new_string does not hold the placeholders of old_string; each [secret: …]");
        assertThat(edit("token = [secret: npm token]", "x")).startsWith("error: old_string is not in the file");
        assertThat(desk.call("write", "{'path':'a.toml','content':'[secret: GitHub token][secret: GitHub token]'}"))
                .startsWith("error: content does not hold the placeholders of the file");
        assertThat(desk.content("a.toml")).isEqualTo(FILE);
    }

    @Test
    void aWholeFileIsWrittenWithItsSecrets() throws InterruptedException {
        assertThat(desk.call("write", "{'path':'a.toml','content':'# all\\ntoken = [secret: GitHub token]\\n'}"))
                .startsWith("ok: replaced a.toml");
        assertThat(desk.content("a.toml")).isEqualTo("# all\ntoken = " + TOKEN + "\n");
    }

    @Test
    void wherePlaceholdersAreTextTheyAreText() throws InterruptedException {
        desk.file("doc.md", "It says [secret: GitHub token].\n");
        desk.call("read", "{'path':'doc.md'}");
        assertThat(desk.call("edit", "{'path':'doc.md','edits':[{'old_string':'says [secret: GitHub token]',"
                + "'new_string':'shows [secret: npm token]'}]}")).startsWith("ok: edited doc.md");
        assertThat(desk.content("doc.md")).isEqualTo("It shows [secret: npm token].\n");
    }
}
