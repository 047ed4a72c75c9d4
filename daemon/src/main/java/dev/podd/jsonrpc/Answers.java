package dev.podd.jsonrpc;

import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;
import org.jspecify.annotations.Nullable;

/** Makes the messages that answer a request. */
final class Answers {
    private Answers() {}

    /** @param id null when it is not known which request it was */
    static ResponseMessage of(@Nullable Either<String, Number> id, @Nullable Object result) {
        ResponseMessage answer = new ResponseMessage();
        if (id != null) {
            answer.setRawId(id);
        }
        answer.setResult(result);
        return answer;
    }

    /** @param id null when it is not known which request it was */
    static ResponseMessage of(@Nullable Either<String, Number> id, RpcException refusal) {
        ResponseMessage answer = of(id, (Object) null);
        answer.setError(new ResponseError(refusal.code(), String.valueOf(refusal.getMessage()), refusal.data()));
        return answer;
    }
}
