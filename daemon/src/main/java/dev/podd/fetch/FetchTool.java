package dev.podd.fetch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.item.ToolKind;
import dev.podd.item.ToolOutcome;
import dev.podd.json.Json;
import dev.podd.thread.PlatformWork;
import dev.podd.thread.WorkStoppedException;
import dev.podd.tool.PreparedCall;
import dev.podd.tool.Tool;
import dev.podd.tool.ToolException;
import dev.podd.tool.ToolOutput;
import dev.podd.tool.ToolRun;
import java.time.Duration;
import java.util.List;
import okhttp3.HttpUrl;

/** {@code fetch}: reads a page of the web as text, HTML as Markdown. */
public final class FetchTool implements Tool {
    public static final String NAME = "fetch";
    private static final int USUAL_BYTES = 1024 * 1024;
    private static final int MOST_BYTES = 8 * 1024 * 1024;
    private static final JsonNode SCHEMA = schemaOfArguments();

    private static final Duration CONVERSION = Duration.ofSeconds(60);
    private static final int MAX_HANGING = 4;

    private final Browser browser;
    private final PlatformWork threads;

    /** @param threads that convert pages, see {@link #threads} */
    public FetchTool(FetchSettings settings, PlatformWork threads) {
        browser = new Browser(settings);
        this.threads = threads;
    }

    /** For the tools of all Pods together: one page is converted at a time, as it takes many times its size in memory. */
    public static PlatformWork threads() {
        return new PlatformWork(CONVERSION, 1, MAX_HANGING);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Read a page of the web as text (HTML as Markdown). Redirects to another host are told, not followed.";
    }

    @Override
    public JsonNode schema() {
        return SCHEMA;
    }

    @Override
    public ToolKind kind() {
        return ToolKind.FETCH;
    }

    /** An address can carry out what a file holds. */
    @Override
    public boolean changesThings() {
        return true;
    }

    @Override
    public PreparedCall prepare(JsonNode arguments) {
        JsonNode given = arguments.path("url");
        if (!given.isTextual()) {
            throw new ToolException("fetch needs url, as text");
        }
        HttpUrl url = HttpUrl.parse(given.textValue());
        if (url == null) {
            throw new ToolException("\"" + given.textValue() + "\" is no http or https URL");
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw new ToolException("a URL with a user name or password is not fetched");
        }
        return new FetchCall(url.newBuilder().fragment(null).build(), maxBytes(arguments.path("max_bytes")));
    }

    private static int maxBytes(JsonNode given) {
        if (given.isMissingNode() || given.isNull()) {
            return USUAL_BYTES;
        }
        if (!given.isIntegralNumber() || given.longValue() < 1 || given.longValue() > MOST_BYTES) {
            throw new ToolException("max_bytes must be a whole number from 1 to " + MOST_BYTES);
        }
        return given.intValue();
    }

    private final class FetchCall implements PreparedCall {
        private final HttpUrl url;
        private final int maxBytes;

        FetchCall(HttpUrl url, int maxBytes) {
            this.url = url;
            this.maxBytes = maxBytes;
        }

        @Override
        public String title() {
            return "fetch " + url;
        }

        @Override
        public List<String> subjects() {
            return List.of(url.toString());
        }

        @Override
        public ToolOutput run(ToolRun run) throws InterruptedException {
            WebPage page = browser.get(url, maxBytes);
            if (page.elsewhere() != null) {
                return ToolOutput.ok(page.url() + " redirects to " + page.elsewhere()
                        + ", which is another host; fetch that to read it", null);
            }
            PageText text = converted(page);
            String summary = page.url() + ": status " + page.status() + ", " + text.kind()
                    + (page.isCut() ? ", the first " + page.bytes().size() + " bytes of more" : "");
            StringBuilder led = new StringBuilder();
            page.redirects().forEach(from -> led.append("[redirected from ").append(from).append("]\n"));
            boolean isOk = page.status() >= 200 && page.status() < 300;
            return new ToolOutput(isOk ? ToolOutcome.OK : ToolOutcome.ERROR, summary, led + text.text(), null);
        }
    }

    private PageText converted(WebPage page) throws InterruptedException {
        try {
            return threads.call("page", page.url().toString(), () -> PageText.of(page));
        } catch (WorkStoppedException stopped) {
            throw new ToolException(String.valueOf(stopped.getMessage()));
        }
    }

    private static JsonNode schemaOfArguments() {
        ObjectNode schema = Json.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("url").put("type", "string");
        properties.putObject("max_bytes").put("type", "integer").put("minimum", 1).put("maximum", MOST_BYTES)
                .put("description", "Bytes to read at most; " + USUAL_BYTES + " if left out.");
        schema.putArray("required").add("url");
        return schema.put("additionalProperties", false);
    }
}
