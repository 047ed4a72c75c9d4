package dev.podd.mcp;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.podd.sandbox.Command;
import dev.podd.sandbox.CommandRunner;
import dev.podd.sandbox.Confinement;
import dev.podd.sandbox.SandboxException;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A conversation with one MCP server, over the official SDK. Methods wait; an interrupt ends the wait and tells the server
 * that its answer is not needed. Safe on every thread.
 */
final class McpConnection implements AutoCloseable {
    static final List<String> VERSIONS = List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");
    private static final int MAX_RESPONSE = 8 * 1024 * 1024;
    private static final int MOST_PAGES = 50;
    /** A prompt waits before its turn begins, so that nothing else of the Pod goes on meanwhile. */
    private static final Duration PROMPT = Duration.ofSeconds(30);
    private static final Duration PING = Duration.ofSeconds(5);
    /** The limits are ours; the SDK's would only come in between. */
    private static final Duration NEVER = Duration.ofDays(1);
    private static final McpJsonMapper JSON = new JacksonMcpJsonMapper(
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build());
    /** What a server answers is not held against its own schema. */
    private static final JsonSchemaValidator UNCHECKED = (schema, value) -> JsonSchemaValidator.ValidationResponse
            .asValid(null);

    private final McpServerSettings settings;
    private final WatchedTransport transport;
    private final McpAsyncClient client;
    private final @Nullable ProcessTransport process;
    private final AtomicLong tokens = new AtomicLong();
    private final Map<String, Call> calls = new ConcurrentHashMap<>();
    private final Runnable whenEnded;
    /** Answers that are waited for; the SDK does not end all of them when the server has ended. */
    private final Set<CompletableFuture<?>> awaited = ConcurrentHashMap.newKeySet();
    /** How it ended, as the end of a sentence; null while it goes on. */
    private volatile @Nullable String end;

    /** A call that waits for its answer. */
    private static final class Call {
        private final Consumer<String> progress;
        private volatile long lastSign = System.nanoTime();

        Call(Consumer<String> progress) {
            this.progress = progress;
        }
    }

    /**
     * Not connected yet.
     *
     * @param root         the folder that the server is told of
     * @param version      of this program
     * @param toolsChanged told on the connection's thread
     * @param whenEnded    told once, on any thread, when the server has ended by itself
     */
    McpConnection(McpServerSettings settings, CommandRunner commands, Confinement confinement, Path root,
            String version,
            Runnable toolsChanged, Runnable whenEnded) {
        this.settings = settings;
        this.whenEnded = whenEnded;
        McpClientTransport raw = switch (settings.way()) {
            case McpServerSettings.Program program -> new ProcessTransport(JSON, errors -> commands.converse(
                    new Command(line(program.line()), program.folder()), confinement, program.environment(), errors),
                    this::ended);
            case McpServerSettings.Address address -> http(address);
        };
        process = raw instanceof ProcessTransport ours ? ours : null;
        transport = new WatchedTransport(raw, this::progressed, toolsChanged);
        client = McpClient.async(transport).requestTimeout(NEVER).initializationTimeout(NEVER)
                .clientInfo(McpSchema.Implementation.builder("podd", version).build())
                .capabilities(McpSchema.ClientCapabilities.builder().roots(false).build())
                .roots(new McpSchema.Root(root.toUri().toString(), String.valueOf(root.getFileName())))
                .jsonSchemaValidator(UNCHECKED).build();
    }

    private McpClientTransport http(McpServerSettings.Address address) {
        URI url = address.url();
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return HttpClientStreamableHttpTransport
                .builder(url.getScheme() + "://" + url.getRawAuthority())
                .endpoint(path + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery()))
                .jsonMapper(JSON).connectTimeout(settings.startLimit()).maxResponseSize(MAX_RESPONSE)
                .supportedProtocolVersions(VERSIONS.subList(1, VERSIONS.size()))
                .addHttpRequestCustomizer((request, method, uri, body, context) -> address.headers()
                        .forEach(request::setHeader))
                .build();
    }

    /** For the shell, which runs the program in its own place. */
    private static String line(List<String> words) {
        return words.stream().map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" ", "exec ", ""));
    }

    /** Starts the server, greets it and reads what it offers, all within the start's limit. */
    ToolList open(OfferCheck check) throws InterruptedException {
        long start = System.nanoTime();
        await(client.initialize(), settings.startLimit());
        return list(check, settings.startLimit().minusNanos(System.nanoTime() - start));
    }

    /** What the server offers now. */
    ToolList list(OfferCheck check, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        McpSchema.ServerCapabilities can = client.getServerCapabilities();
        if (can.tools() != null) {
            String cursor = null;
            for (int page = 0; page < MOST_PAGES && (page == 0 || cursor != null); page++) {
                McpSchema.ListToolsResult result = await(client.listTools(cursor), left(end));
                Objects.requireNonNullElse(result.tools(), List.<McpSchema.Tool>of()).stream().filter(Objects::nonNull)
                        .forEach(check::add);
                cursor = result.nextCursor();
            }
        }
        if (can.prompts() != null) {
            String cursor = null;
            for (int page = 0; page < MOST_PAGES && (page == 0 || cursor != null); page++) {
                McpSchema.ListPromptsResult result = await(client.listPrompts(cursor), left(end));
                Objects.requireNonNullElse(result.prompts(), List.<McpSchema.Prompt>of()).stream()
                        .filter(Objects::nonNull).forEach(check::add);
                cursor = result.nextCursor();
            }
        }
        return new ToolList(check.tools(), check.prompts(), can.resources() != null);
    }

    /** What a prompt says; {@code arguments} by name. */
    McpSchema.GetPromptResult prompt(String prompt, Map<String, Object> arguments) throws InterruptedException {
        Duration limit = settings.callLimit().compareTo(PROMPT) < 0 ? settings.callLimit() : PROMPT;
        return await(client.getPrompt(McpSchema.GetPromptRequest.builder(prompt).arguments(arguments).build()), limit);
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(1, end - System.nanoTime()));
    }

    /** Calls a tool; {@code progress} gets lines for the person on the connection's thread. */
    McpSchema.CallToolResult call(String tool, Map<String, Object> arguments, Consumer<String> progress)
            throws InterruptedException {
        String token = "podd-" + tokens.incrementAndGet();
        Call call = new Call(progress);
        calls.put(token, call);
        Map<String, Object> meta = new HashMap<>();
        meta.put("progressToken", token);
        try {
            return await(client.callTool(new McpSchema.CallToolRequest(tool, arguments, meta)), settings.callLimit(),
                    call);
        } catch (InterruptedException cancel) {
            tellCancelled(token, "the person stopped it");
            throw cancel;
        } catch (McpException failure) {
            tellCancelled(token, "it took too long");
            throw failure;
        } finally {
            calls.remove(token);
        }
    }

    McpSchema.ListResourcesResult resources(@Nullable String cursor) throws InterruptedException {
        return await(client.listResources(cursor), settings.callLimit());
    }

    McpSchema.ReadResourceResult read(String uri) throws InterruptedException {
        return await(client.readResource(McpSchema.ReadResourceRequest.builder(uri).build()), settings.callLimit());
    }

    boolean isAlive() {
        return end == null;
    }

    /** Whether it answers within some seconds; one that does not is ended. */
    void endUnlessItAnswers() throws InterruptedException {
        try {
            var _ = await(client.ping(), PING);
        } catch (McpException silent) {
            if (isAlive()) {
                ended("did not answer and was ended");
                close();
            }
        }
    }

    /** Does nothing where it is over, or was never begun. */
    private void tellCancelled(String token, String reason) {
        var _ = transport.cancel(token, reason).onErrorComplete().subscribe();
    }

    private void progressed(WatchedTransport.Progress said) {
        Call call = calls.get(said.token());
        if (call != null) {
            call.lastSign = System.nanoTime();
            call.progress.accept(said.text());
        }
    }

    private void ended(String how) {
        if (isFirstEnd(how)) {
            whenEnded.run();
            failAwaited();
            client.close();
        }
    }

    private void failAwaited() {
        awaited.forEach(answer -> answer.completeExceptionally(new IllegalStateException("the server has ended")));
    }

    private synchronized boolean isFirstEnd(String how) {
        boolean isFirst = end == null;
        end = isFirst ? how : end;
        return isFirst;
    }

    /** Ends it; does not wait. */
    @Override
    public void close() {
        var _ = isFirstEnd("was closed");
        var _ = client.closeGracefully().onErrorComplete().subscribe();
        var _ = transport.closeGracefully().onErrorComplete().subscribe();
    }

    private <T> T await(Mono<T> answer, Duration limit) throws InterruptedException {
        return await(answer, limit, new Call(text -> {}));
    }

    /** Waits until the answer is there or there was no sign of progress for so long. */
    private <T> T await(Mono<T> answer, Duration limit, Call call) throws InterruptedException {
        CompletableFuture<T> future = answer.toFuture();
        awaited.add(future);
        try {
            if (!isAlive()) {
                failAwaited();
            }
            return await(future, limit, call);
        } finally {
            awaited.removeIf(each -> each == future);
        }
    }

    private <T> T await(CompletableFuture<T> future, Duration limit, Call call) throws InterruptedException {
        while (true) {
            try {
                long left = call.lastSign + limit.toNanos() - System.nanoTime();
                T value = future.get(Math.max(1, left), TimeUnit.NANOSECONDS);
                if (value == null) {
                    throw new McpException(name() + " answered nothing", null);
                }
                return value;
            } catch (InterruptedException cancel) {
                future.cancel(true);
                throw cancel;
            } catch (TimeoutException late) {
                if (System.nanoTime() - call.lastSign >= limit.toNanos()) {
                    future.cancel(true);
                    throw new McpSilent(name() + " did not answer within " + limit.toSeconds() + " seconds", words());
                }
            } catch (ExecutionException failure) {
                throw translated(Objects.requireNonNull(failure.getCause()));
            }
        }
    }

    private McpException translated(Throwable failure) {
        Throwable cause = McpError.findRootCause(failure);
        String how = end;
        if (failure instanceof McpError said && how == null) {
            return new McpException(name() + " refused", said.getMessage());
        }
        if (cause instanceof SandboxException) {
            return new McpException(String.valueOf(cause.getMessage()), null);
        }
        if (how != null) {
            return new McpException(name() + " " + how, words());
        }
        if (process == null) {
            ended("cannot be reached");
        }
        return new McpException(name() + (process == null ? " cannot be reached" : " sent what cannot be read"),
                cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
    }

    private String name() {
        return "MCP server " + settings.name();
    }

    private @Nullable String words() {
        return process == null ? null : process.lastErrors();
    }
}
