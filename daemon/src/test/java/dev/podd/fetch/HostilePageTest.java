package dev.podd.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.podd.json.Json;
import dev.podd.tool.ToolOutput;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages that are small and whose Markdown, or the way to it, would be larger than the memory. */
final class HostilePageTest {
    private static final int MOST = 8 * 1024 * 1024;
    private static final String LEFT_OUT = "text/html as Markdown, the rest of a page too large to convert left out";
    private HttpServer server;
    private String here;

    @BeforeEach
    void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        here = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private ToolOutput fetched(String html) throws InterruptedException {
        byte[] body = html.getBytes(StandardCharsets.UTF_8);
        assertThat(body.length).isLessThanOrEqualTo(MOST);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        return new FetchTool(new FetchSettings(List.of("127.0.0.1"), Duration.ofSeconds(60)), FetchTool.threads())
                .prepare(Json.object().put("url", here).put("max_bytes", MOST)).run(new FetchToolTest.Run());
    }

    private static String numbered(int count, String each) {
        return IntStream.range(0, count).mapToObj(n -> each.replace("#", String.valueOf(n)))
                .collect(Collectors.joining());
    }

    @Test
    void tableOfOneWideRowAndManyShortOnesIsWrittenAsItIs() throws Exception {
        ToolOutput page = fetched("<table><tr>" + "<td>w".repeat(12_000) + numbered(5_500, "<tr><td>r#")
                + "</table>");
        assertThat(page.summary()).endsWith("text/html as Markdown");
        assertThat(page.body().lines()).hasSize(5_502).startsWith("|w".repeat(12_000) + "|").endsWith("|r5499|");
    }

    @Test
    void listsWithinListsAreReadOnce() throws Exception {
        ToolOutput page = fetched("<ul>".repeat(150) + numbered(20_000, "<li>x#"));
        assertThat(page.summary()).endsWith(LEFT_OUT);
        assertThat(page.body()).containsOnlyOnce("x1234\n").hasSizeLessThan(MOST);
    }

    @Test
    void quotationsWithinQuotationsEndWhereTheirMarksAreTooMany() throws Exception {
        ToolOutput page = fetched("<blockquote>".repeat(150) + numbered(20_000, "<p>x#"));
        assertThat(page.summary()).endsWith(LEFT_OUT);
        assertThat(page.body()).containsOnlyOnce("x1234\n").hasSizeLessThan(MOST);
    }

    @Test
    void marksThatAParserOpensAgainInEachParagraphAreCounted() throws Exception {
        ToolOutput page = fetched("<p>" + numbered(12, "<b id=#>") + numbered(300_000, "<p>x#"));
        assertThat(page.summary()).endsWith(LEFT_OUT);
        assertThat(page.body()).containsOnlyOnce("x1234*").hasSizeLessThan(MOST);
    }

    @Test
    void manyElementsAreCutAtTheFirstOnes() throws Exception {
        ToolOutput page = fetched("<p>first" + "<p>x".repeat(2_000_000));
        assertThat(page.summary()).endsWith(LEFT_OUT);
        assertThat(page.body()).startsWith("first\n\nx\n\nx").hasSizeLessThan(MOST);
    }

    @Test
    void manyCommentsAreCutAtTheFirstOnes() throws Exception {
        ToolOutput page = fetched("first" + "x<!>".repeat(2_000_000));
        assertThat(page.summary()).endsWith(LEFT_OUT);
        assertThat(page.body()).startsWith("firstxx").hasSizeLessThan(MOST);
    }

    @Test
    void attributesAreForgottenAsTheyAreRead() throws Exception {
        ToolOutput page = fetched(("<p " + numbered(500, "a# ") + ">x").repeat(3_000));
        assertThat(page.summary()).endsWith("text/html as Markdown");
        assertThat(page.body().lines()).hasSize(5_999);
    }

    @Test
    void linksEndWhereTheirBaseIsWrittenTooOften() throws Exception {
        ToolOutput page = fetched(linksFrom("b".repeat(1_900)));
        assertThat(page.summary()).endsWith(LEFT_OUT);
        assertThat(page.body()).startsWith("[x0](http://a.example/bbb").hasSizeLessThan(MOST);
    }

    @Test
    void baseThatIsNoUsualUrlIsIgnored() throws Exception {
        ToolOutput page = fetched(linksFrom("b".repeat(500_000)));
        assertThat(page.summary()).endsWith("text/html as Markdown");
        assertThat(page.body()).startsWith("[x0](" + here + "0) [x1](" + here + "1) ").hasSizeLessThan(MOST);
    }

    @Test
    void longTextIsCutWhereTheRoomEnds() throws Exception {
        ToolOutput page = fetched("<pre>" + numbered(500_000, "line #\n"));
        assertThat(page.summary()).endsWith(LEFT_OUT);
        assertThat(page.body()).startsWith("```\nline 0\nline 1\n").hasSizeBetween(MOST / 2, MOST);
    }

    private static String linksFrom(String base) {
        return "<base href='http://a.example/" + base + "/'>" + numbered(30_000, "<a href=#>x#</a> ");
    }
}
