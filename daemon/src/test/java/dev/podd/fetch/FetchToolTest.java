package dev.podd.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.podd.item.ToolOutcome;
import dev.podd.json.Json;
import dev.podd.tool.PreparedCall;
import dev.podd.tool.ToolException;
import dev.podd.tool.ToolOutput;
import dev.podd.tool.ToolRun;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tool with the real HTTP client against a real server, good and hostile. */
final class FetchToolTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch asked = new CountDownLatch(1);
    private HttpServer server;
    private String here;

    @BeforeEach
    void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", FetchToolTest::notFound);
        server.start();
        here = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void end() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void notFound(HttpExchange exchange) throws IOException {
        answer(exchange, 404, "text/plain", "nothing here".getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        try (exchange) {
            if (type != null) {
                exchange.getResponseHeaders().add("Content-Type", type);
            }
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void page(String path, String type, String body, Charset charset) {
        server.createContext(path, exchange -> answer(exchange, 200, type, body.getBytes(charset)));
    }

    private void redirect(String path, String to) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Location", to);
            answer(exchange, 302, null, new byte[0]);
        });
    }

    private interface Endless {
        void write(OutputStream body) throws IOException, InterruptedException;
    }

    private void streamed(String path, String encoding, Endless writer) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/plain");
            if (encoding != null) {
                exchange.getResponseHeaders().add("Content-Encoding", encoding);
            }
            exchange.sendResponseHeaders(200, 0);
            asked.countDown();
            try (OutputStream body = exchange.getResponseBody()) {
                writer.write(body);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private ToolOutput fetch(String url) throws InterruptedException {
        return fetch(Duration.ofSeconds(30), "{\"url\":\"" + url + "\"}");
    }

    private static ToolOutput fetch(Duration limit, String arguments) throws InterruptedException {
        return new FetchTool(new FetchSettings(List.of("127.0.0.1"), limit), FetchTool.threads())
                .prepare(Json.read(arguments))
                .run(new Run());
    }

    @Test
    void htmlBecomesMarkdown() throws Exception {
        page("/page", "text/html; charset=utf-8", """
                <!doctype html><html><head><title>Of cats</title><style>p { color: red }</style></head><body>
                <nav><a href="/home">Home</a></nav>
                <h1>Cats &amp; <em>dogs</em></h1>
                <p>A  cat\nis <strong>not</strong> a <a href="dog.html#top">dog</a>, nor <code>a_b</code> 2*3.</p>
                <script>alert(1)</script>
                <ul><li>one</li><li>two<ol><li>nested</li></ol></li></ul>
                <pre><code class="language-java">int a = 1;\n  int b = 2;\n</code></pre>
                <blockquote>Quoted</blockquote>
                <table><tr><th>Name</th><th>Age</th></tr><tr><td>Tom</td><td>3 | 4</td></tr></table>
                <p><img src="cat.png" alt="a cat"><img src="pixel.gif"></p><div>last<br>line</div>
                </body></html>
                """, StandardCharsets.UTF_8);
        ToolOutput output = fetch(here + "/page");
        assertThat(output.summary()).isEqualTo(here + "/page: status 200, text/html as Markdown");
        assertThat(output.body()).isEqualTo("""
                [Home](HERE/home)

                # Cats \\& *dogs*

                A cat is **not** a [dog](HERE/dog.html#top), nor `a_b` 2\\*3.

                - one
                - two
                  1. nested

                ```java
                int a = 1;
                  int b = 2;
                ```

                > Quoted

                |Name|Age|
                |---|---|
                |Tom|3 \\| 4|

                ![a cat](HERE/cat.png)

                last\s\s
                line
                """.replace("HERE", here));
    }

    @Test
    void redirectOfTheHostIsFollowedAndShown() throws Exception {
        redirect("/old", "/new");
        page("/new", "text/plain", "found", StandardCharsets.UTF_8);
        ToolOutput output = fetch(here + "/old");
        assertThat(output.summary()).isEqualTo(here + "/new: status 200, text/plain");
        assertThat(output.body()).isEqualTo("[redirected from " + here + "/old]\nfound");
    }

    @Test
    void redirectToAnotherHostIsToldAndNotFollowed() throws Exception {
        redirect("/away", "http://169.254.169.254/latest/meta-data/");
        assertThat(fetch(here + "/away")).isEqualTo(ToolOutput.ok(here
                + "/away redirects to http://169.254.169.254/latest/meta-data/, which is another host; fetch that to read it",
                null));
    }

    @Test
    void redirectsInACircleEnd() {
        redirect("/round", "/round");
        assertThatThrownBy(() -> fetch(here + "/round")).isInstanceOf(ToolException.class)
                .hasMessageContaining("redirects more than 5 times");
    }

    /** Whatever a private address is written like. */
    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:PORT/", "http://127.1:PORT/", "http://2130706433:PORT/",
        "http://[::1]:PORT/",
        "http://[::ffff:127.0.0.1]:PORT/", "http://0.0.0.0:PORT/", "http://169.254.169.254/", "http://10.0.0.1/"})
    void privateAddressIsRefusedHoweverItIsNamed(String url) {
        FetchTool tool = new FetchTool(new FetchSettings(List.of(), Duration.ofSeconds(30)), FetchTool.threads());
        String given = url.replace("PORT", String.valueOf(server.getAddress().getPort()));
        assertThatThrownBy(() -> tool.prepare(Json.object().put("url", given)).run(new Run()))
                .isInstanceOf(ToolException.class)
                .hasMessageMatching(
                        ".* is at the private address .*, which is not reached: the manifest can allow it by"
                                + " \\[fetch] private_hosts = .*");
    }

    @Test
    void bodyWithoutEndIsCut() throws Exception {
        streamed("/endless", null, body -> {
            while (true) {
                body.write("and on ".getBytes(StandardCharsets.UTF_8));
            }
        });
        ToolOutput output = fetch(Duration.ofSeconds(60), "{\"url\":\"" + here + "/endless\",\"max_bytes\":100000}");
        assertThat(output.summary()).endsWith("text/plain, the first 100000 bytes of more");
        assertThat(output.body()).hasSize(100_000);
    }

    @Test
    void gzipBombIsCutAsItGrows() throws Exception {
        streamed("/bomb", "gzip", body -> {
            try (GZIPOutputStream zip = new GZIPOutputStream(body)) {
                byte[] spaces = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
                for (int n = 0; n < 1024; n++) {
                    zip.write(spaces);
                }
            }
        });
        assertThat(fetch(here + "/bomb").summary()).endsWith("the first 1048576 bytes of more");
    }

    @Test
    void serverThatDripsIsGivenUp() {
        streamed("/drips", null, body -> {
            while (true) {
                body.write('x');
                body.flush();
                Thread.sleep(50);
            }
        });
        assertThatThrownBy(() -> fetch(Duration.ofSeconds(1), "{\"url\":\"" + here + "/drips\"}"))
                .isInstanceOf(ToolException.class).hasMessageMatching("127.0.0.1 did not .* within 1 seconds");
    }

    @Test
    void interruptEndsTheCall() throws Exception {
        streamed("/silent", null, body -> Thread.sleep(600_000));
        CountDownLatch ended = new CountDownLatch(1);
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                fetch(here + "/silent");
            } catch (InterruptedException e) {
                ended.countDown();
            }
        });
        asked.await();
        caller.interrupt();
        ended.await();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            image/png                | image/png
            application/octet-stream | application/octet-stream
            application/pdf          | application/pdf
            """)
    void whatIsNoTextIsNamedAndRefused(String type, String named) {
        page("/binary", type, "abcdef", StandardCharsets.UTF_8);
        assertThatThrownBy(() -> fetch(here + "/binary")).isInstanceOf(ToolException.class)
                .hasMessage(here + "/binary is " + named + ", 6 bytes, and no text; the shell can download it");
    }

    @Test
    void bytesThatAreCalledTextAreRefusedToo() {
        page("/lie", "text/plain", "a\0b", StandardCharsets.UTF_8);
        assertThatThrownBy(() -> fetch(here + "/lie")).isInstanceOf(ToolException.class)
                .hasMessageContaining("and no text");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/plain; charset=iso-8859-1  | ISO-8859-1 | text/plain
            text/plain                      | UTF-8      | text/plain
            text/plain; charset=no-such-set | UTF-8      | text/plain in the unknown charset no-such-set, read as UTF-8
            application/json                | UTF-8      | application/json
            """)
    void charsetIsHonoured(String type, String charset, String kind) throws Exception {
        page("/text", type, "Grüße", Charset.forName(charset));
        ToolOutput output = fetch(here + "/text");
        assertThat(output.body()).isEqualTo("Grüße");
        assertThat(output.summary()).endsWith("status 200, " + kind);
    }

    @Test
    void charsetOfTheDocumentItselfIsHonoured() throws Exception {
        page("/old", "text/html", "<html><head><meta charset='windows-1252'></head><body>Grüße</body></html>",
                Charset.forName("windows-1252"));
        assertThat(fetch(here + "/old").body()).isEqualTo("Grüße\n");
    }

    @Test
    void deepAndBrokenHtmlIsNoHarm() throws Exception {
        page("/deep", "text/html", "<div><b><ul><li>".repeat(10_000) + "deep", StandardCharsets.UTF_8);
        assertThat(fetch(here + "/deep").body()).contains("deep");
    }

    @Test
    void pageThatIsNotThereIsAnErrorWithItsText() throws Exception {
        ToolOutput output = fetch(here + "/nowhere");
        assertThat(output.outcome()).isEqualTo(ToolOutcome.ERROR);
        assertThat(output.summary()).isEqualTo(here + "/nowhere: status 404, text/plain");
        assertThat(output.body()).isEqualTo("nothing here");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                            | fetch needs url, as text
            {"url":"file:///etc/passwd"}                  | "file:///etc/passwd" is no http or https URL
            {"url":"https://good.example@evil.example/"}  | a URL with a user name or password is not fetched
            {"url":"https://a.example","max_bytes":0}     | max_bytes must be a whole number from 1 to 8388608
            """)
    void argumentsThatDoNotFitAreNamed(String arguments, String message) {
        assertThatThrownBy(() -> fetch(Duration.ofSeconds(1), arguments)).isInstanceOf(ToolException.class)
                .hasMessage(message);
    }

    @Test
    void rulesSeeTheUrlAsItIsFetched() {
        PreparedCall call = new FetchTool(new FetchSettings(List.of(), Duration.ofSeconds(1)), FetchTool.threads())
                .prepare(Json.object().put("url", "HTTPS://Example.COM:443/a/../b#c"));
        assertThat(call.subjects()).containsExactly("https://example.com/b");
        assertThat(call.title()).isEqualTo("fetch https://example.com/b");
    }

    record Run() implements ToolRun {
        @Override
        public String call() {
            return "c1";
        }

        @Override
        public void output(String text) {}

        @Override
        public void ifCancelled(Supplier<ToolOutput> result) {}

        @Override
        public void fileChange(Path file, byte[] before, byte[] after, Making making) {
            throw new AssertionError("fetch changes no file");
        }
    }
}
