package dev.podd.mcp;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Stands between the SDK's client and a transport. It lets through what the client has asked for or must answer; answers
 * that nobody waits for and notifications end here, so that a server cannot make the client work or log. It knows which
 * request belongs to which call, which the client does not say and a cancel needs.
 */
final class WatchedTransport implements McpClientTransport {
    private static final String PROGRESS = "notifications/progress";
    private static final Set<String> CHANGED = Set.of("notifications/tools/list_changed",
            "notifications/prompts/list_changed");
    private static final String CANCELLED = "notifications/cancelled";
    private static final String TOKEN = "progressToken";

    private final McpClientTransport transport;
    private final Consumer<Progress> progress;
    private final Runnable toolsChanged;
    /** Requests that wait for their answers, by id; the value is the token of the call, or empty. */
    private final Map<Object, String> open = new ConcurrentHashMap<>();

    /**
     * A sign of progress.
     *
     * @param token of the call
     * @param text  a line for the person
     */
    record Progress(String token, String text) {}

    /**
     * @param progress     told on the transport's thread
     * @param toolsChanged told on the transport's thread when the server says that it has other tools or prompts
     */
    WatchedTransport(McpClientTransport transport, Consumer<Progress> progress, Runnable toolsChanged) {
        this.transport = transport;
        this.progress = progress;
        this.toolsChanged = toolsChanged;
    }

    @Override
    public Mono<Void> connect(Function<Mono<McpSchema.JSONRPCMessage>, Mono<McpSchema.JSONRPCMessage>> handler) {
        return transport.connect(messages -> messages.flatMap(message -> isForClient(message)
                ? handler.apply(Mono.just(message)) : Mono.empty()));
    }

    private boolean isForClient(McpSchema.JSONRPCMessage message) {
        return switch (message) {
            case McpSchema.JSONRPCResponse answer -> answer.id() != null && open.remove(answer.id()) != null;
            case McpSchema.JSONRPCRequest question -> true;
            case McpSchema.JSONRPCNotification notice -> {
                note(notice);
                yield false;
            }
            default -> false;
        };
    }

    private void note(McpSchema.JSONRPCNotification notice) {
        if (CHANGED.contains(notice.method())) {
            toolsChanged.run();
        } else if (PROGRESS.equals(notice.method()) && notice.params() instanceof Map<?, ?> said) {
            progress.accept(new Progress(String.valueOf(said.get(TOKEN)), text(said)));
        }
    }

    private static String text(Map<?, ?> said) {
        String message = said.get("message") instanceof String text ? text.strip() : "";
        String of = said.get("total") instanceof Number total ? " of " + plain(total) : "";
        String count = said.get("progress") instanceof Number done ? plain(done) + of : "";
        return count.isEmpty() || message.isEmpty() ? count + message : count + ": " + message;
    }

    private static String plain(Number number) {
        double value = number.doubleValue();
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
        if (message instanceof McpSchema.JSONRPCRequest request) {
            open.put(request.id(), token(request.params()));
        }
        return transport.sendMessage(message);
    }

    private static String token(Object params) {
        return params instanceof McpSchema.CallToolRequest call && call.meta() != null
                && call.meta().get(TOKEN) instanceof String token ? token : "";
    }

    /** Tells the server that nobody waits for the answer to a call any more. */
    Mono<Void> cancel(String token, String reason) {
        return Mono.defer(() -> {
            Optional<Object> id = open.entrySet().stream().filter(each -> each.getValue().equals(token))
                    .map(Map.Entry::getKey).findFirst();
            id.ifPresent(open::remove);
            return id.map(each -> transport.sendMessage(new McpSchema.JSONRPCNotification(McpSchema.JSONRPC_VERSION,
                    CANCELLED, Map.of("requestId", each, "reason", reason)))).orElse(Mono.empty());
        });
    }

    @Override
    public void setExceptionHandler(Consumer<Throwable> handler) {
        transport.setExceptionHandler(handler);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return transport.closeGracefully();
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return transport.unmarshalFrom(data, type);
    }

    @Override
    public List<String> protocolVersions() {
        return transport.protocolVersions();
    }
}
