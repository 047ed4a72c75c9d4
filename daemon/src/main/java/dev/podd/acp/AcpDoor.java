package dev.podd.acp;

import dev.podd.acp.wire.ConnectTypes.AgentCapabilities;
import dev.podd.acp.wire.ConnectTypes.AttachNotification;
import dev.podd.acp.wire.ConnectTypes.Implementation;
import dev.podd.acp.wire.ConnectTypes.InitializeRequest;
import dev.podd.acp.wire.ConnectTypes.InitializeResponse;
import dev.podd.acp.wire.ConnectTypes.McpCapabilities;
import dev.podd.acp.wire.ConnectTypes.Nothing;
import dev.podd.acp.wire.ConnectTypes.PromptCapabilities;
import dev.podd.acp.wire.ConnectTypes.SessionCapabilities;
import dev.podd.acp.wire.SessionRequests.ListSessionsRequest;
import dev.podd.acp.wire.SessionRequests.ListSessionsResponse;
import dev.podd.acp.wire.SessionRequests.NewSessionRequest;
import dev.podd.acp.wire.SessionRequests.OldSessionRequest;
import dev.podd.acp.wire.SessionRequests.PromptRequest;
import dev.podd.acp.wire.SessionRequests.PromptResponse;
import dev.podd.acp.wire.SessionRequests.ReopenRequest;
import dev.podd.acp.wire.SessionRequests.SessionRequest;
import dev.podd.acp.wire.SessionRequests.SessionResponse;
import dev.podd.acp.wire.SessionRequests.SetConfigOptionRequest;
import dev.podd.acp.wire.SessionRequests.SetConfigOptionResponse;
import dev.podd.jsonrpc.Door;
import dev.podd.jsonrpc.FaultLog;
import dev.podd.jsonrpc.Handler;
import dev.podd.jsonrpc.Method;
import dev.podd.jsonrpc.Order;
import dev.podd.jsonrpc.Reply;
import dev.podd.jsonrpc.RpcException;
import java.util.List;
import java.util.Optional;

/** All that a client may call: each method's name, types, order and handler, in one table. */
final class AcpDoor implements Door {
    /** The version of the protocol that is spoken, whichever the client names. */
    private static final int PROTOCOL = 1;
    private static final String ATTACH = "_podd/attach";
    private static final String INITIALIZE = "initialize";

    private final AcpClient client;
    private final AcpSessions sessions;
    private final AcpPrompts prompts;
    private final String version;
    private final FaultLog faults;

    AcpDoor(AcpClient client, AcpSessions sessions, AcpPrompts prompts, String version, FaultLog faults) {
        this.client = client;
        this.sessions = sessions;
        this.prompts = prompts;
        this.version = version;
        this.faults = faults;
    }

    @Override
    public List<Method<?>> methods() {
        return List.of(
                new Method.Notification<>(ATTACH, AttachNotification.class, client::attach),
                asked(INITIALIZE, InitializeRequest.class, InitializeResponse.class, Order.CONNECTION,
                        this::initialize),
                asked("session/new", NewSessionRequest.class, SessionResponse.class, Order.FREE, sessions::create),
                asked("session/load", OldSessionRequest.class, SessionResponse.class, Order.QUEUED, sessions::load),
                asked("session/resume", OldSessionRequest.class, SessionResponse.class, Order.QUEUED, sessions::resume),
                asked("session/fork", OldSessionRequest.class, SessionResponse.class, Order.QUEUED, sessions::fork),
                asked("_podd/reopen", ReopenRequest.class, SessionResponse.class, Order.QUEUED, sessions::reopen),
                asked("session/list", ListSessionsRequest.class, ListSessionsResponse.class, Order.FREE,
                        sessions::list),
                ending("session/close", sessions::close),
                ending("session/delete", sessions::delete),
                asked("session/set_config_option", SetConfigOptionRequest.class, SetConfigOptionResponse.class,
                        Order.QUEUED, sessions::setOption),
                new Method.Request<>("session/prompt", PromptRequest.class, PromptResponse.class, false, Order.QUEUED,
                        prompts::prompt, prompts::arrived),
                new Method.Notification<>("session/cancel", SessionRequest.class, prompts::cancel));
    }

    private Reply<InitializeResponse> initialize(InitializeRequest params) {
        client.introduce(params);
        Nothing yes = new Nothing();
        return Reply.now(new InitializeResponse(PROTOCOL,
                new AgentCapabilities(true, new PromptCapabilities(true, false, true), new McpCapabilities(true, false),
                        new SessionCapabilities(yes, yes, yes, yes, yes, yes)),
                List.of(), new Implementation("podd", "Podd", version)));
    }

    @Override
    public void admit(String method) {
        boolean isFirst = method.equals(INITIALIZE);
        if (!isFirst && !method.equals(ATTACH) && !client.isIntroduced()) {
            throw new RpcException(RpcException.INVALID_REQUEST, method + " came before " + INITIALIZE);
        }
        if (isFirst && client.isIntroduced()) {
            throw new RpcException(RpcException.INVALID_REQUEST, INITIALIZE + " came twice");
        }
    }

    @Override
    public Optional<RpcException> refusal(Throwable failure) {
        return AcpErrors.of(failure);
    }

    @Override
    public String fault(String where, Throwable failure) {
        return faults.log(where, failure);
    }

    /** It has the prompts that came before given up which are not with the Pod yet. */
    private Method<SessionRequest> ending(String name, Handler<SessionRequest, Nothing> handler) {
        return new Method.Request<>(name, SessionRequest.class, Nothing.class, false, Order.QUEUED, handler,
                prompts::giveUp);
    }

    private static <P, R> Method<P> asked(String name, Class<P> params, Class<R> result, Order order,
            Handler<P, R> handler) {
        return new Method.Request<>(name, params, result, false, order, handler);
    }
}
