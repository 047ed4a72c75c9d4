package dev.podd.jsonrpc;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.NotificationMessage;
import org.eclipse.lsp4j.jsonrpc.messages.RequestMessage;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;
import org.jspecify.annotations.Nullable;

/** Tells requests, notifications and answers apart by the fields of a message's outermost object. */
final class Envelope {
    /** The longest id and the longest name of a method, in characters. */
    private static final int MAX_ID = 1000;
    private static final int MAX_METHOD = 200;

    private final JsonObject tree;
    private final @Nullable Either<String, Number> id;

    private Envelope(JsonObject tree) {
        this.tree = tree;
        id = id(tree.get("id"));
    }

    /** @throws BadMessage when it is nothing of these */
    static Message open(JsonObject tree) {
        return new Envelope(tree).message();
    }

    /** @throws BadMessage when it is neither text nor a number, or too long */
    static @Nullable Either<String, Number> id(@Nullable JsonElement id) {
        if (isAbsent(id)) {
            return null;
        }
        if (id instanceof JsonPrimitive value && value.getAsString().length() > MAX_ID) {
            throw new BadMessage(null, RpcException.INVALID_REQUEST, "id: longer than " + MAX_ID + " characters");
        }
        if (id instanceof JsonPrimitive value && value.isString()) {
            return Either.forLeft(value.getAsString());
        }
        if (id instanceof JsonPrimitive value && value.isNumber()) {
            return Either.forRight(value.getAsNumber());
        }
        throw new BadMessage(null, RpcException.INVALID_REQUEST, "id: text or a number is due");
    }

    private Message message() {
        if (!isAbsent(tree.get("jsonrpc")) && !"2.0".equals(text("jsonrpc"))) {
            throw bad("jsonrpc: \"2.0\" is due");
        }
        if (!isAbsent(tree.get("method"))) {
            return call(text("method"));
        }
        boolean isAnswer = tree.has("result") || tree.has("error");
        if (id == null && !isAnswer) {
            throw bad("method: missing");
        }
        return answer();
    }

    private Message call(String method) {
        boolean isTooLong = method.length() > MAX_METHOD;
        String name = isTooLong ? method.substring(0, 40) + "… (" + method.length() + " characters)" : method;
        if (isTooLong && id != null) {
            throw new BadMessage(id, RpcException.METHOD_NOT_FOUND, "no method " + name);
        }
        JsonElement params = isAbsent(tree.get("params")) ? null : tree.get("params");
        if (id == null) {
            NotificationMessage notification = new NotificationMessage();
            notification.setMethod(name);
            notification.setParams(params);
            return notification;
        }
        RequestMessage request = new RequestMessage();
        request.setRawId(id);
        request.setMethod(method);
        request.setParams(params);
        return request;
    }

    private ResponseMessage answer() {
        ResponseMessage answer = Answers.of(id, isAbsent(tree.get("result")) ? null : tree.get("result"));
        answer.setError(tree.get("error") instanceof JsonObject error ? error(error) : null);
        return answer;
    }

    /** A code or message of another type becomes a default: the error is only shown. */
    private static ResponseError error(JsonObject tree) {
        boolean hasCode = tree.get("code") instanceof JsonPrimitive code && code.isNumber();
        boolean hasText = tree.get("message") instanceof JsonPrimitive;
        ResponseError error = new ResponseError();
        error.setCode(hasCode ? (int) tree.get("code").getAsDouble() : RpcException.INTERNAL_ERROR);
        error.setMessage(hasText ? tree.get("message").getAsString() : "");
        return error;
    }

    private String text(String field) {
        if (tree.get(field) instanceof JsonPrimitive value && value.isString()) {
            return value.getAsString();
        }
        throw bad(field + ": text is due");
    }

    private BadMessage bad(String reason) {
        return new BadMessage(id, RpcException.INVALID_REQUEST, reason);
    }

    private static boolean isAbsent(@Nullable JsonElement element) {
        return element == null || element.isJsonNull();
    }
}
