package dev.podd.acp;

import dev.podd.jsonrpc.RpcException;
import dev.podd.log.LogException;
import dev.podd.log.SessionNotFoundException;
import dev.podd.manifest.CredentialMissing;
import dev.podd.manifest.ManifestException;
import dev.podd.permission.RulesNotKept;
import dev.podd.pod.PodException;
import dev.podd.scope.ScopeException;
import dev.podd.thread.WorkStoppedException;
import dev.podd.workspace.WorkspaceException;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** The one table of errors of this door: which failure of the core is which error of the protocol. */
final class AcpErrors {
    private static final int AUTH_REQUIRED = -32000;
    private static final int NOT_FOUND = -32002;
    private static final int MAX_SHOWN = 100;
    private static final int MAX_MESSAGE = 2000;

    private AcpErrors() {}

    /** Empty for a failure that should not have happened. */
    static Optional<RpcException> of(Throwable failure) {
        return switch (failure) {
            case SessionNotFoundException known -> error(NOT_FOUND, known);
            case CredentialMissing known -> error(AUTH_REQUIRED, known);
            case PodException.InvalidInput known -> error(RpcException.INVALID_PARAMS, known);
            case PodException.PodBusy known -> error(RpcException.INVALID_REQUEST, known);
            case ManifestException known -> error(RpcException.INTERNAL_ERROR, known);
            case PodException known -> error(RpcException.INTERNAL_ERROR, known);
            case LogException known -> error(RpcException.INTERNAL_ERROR, known);
            case RulesNotKept known -> error(RpcException.INTERNAL_ERROR, known);
            case WorkStoppedException known -> error(RpcException.INTERNAL_ERROR, known);
            case ScopeException known -> error(RpcException.INVALID_PARAMS, known);
            case WorkspaceException known -> error(RpcException.INVALID_PARAMS, known);
            case CancellationException known -> error(RpcException.REQUEST_CANCELLED, known);
            default -> Optional.empty();
        };
    }

    /** What the client sent, as an error repeats it. */
    static String shown(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }

    static RpcException invalid(String message) {
        return new RpcException(RpcException.INVALID_PARAMS, message);
    }

    /** The client does not have that session open. */
    static RpcException notOpen(String session) {
        return new RpcException(NOT_FOUND, "sessionId: no session " + shown(session)
                + " is open here; session/new, session/load and session/resume open one");
    }

    private static Optional<RpcException> error(int code, Throwable failure) {
        return Optional.of(new RpcException(code, message(failure)));
    }

    /** Some name what the client sent, however long that is. */
    private static String message(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…";
    }
}
