package dev.podd.provider.http;

import dev.podd.model.ModelException;
import dev.podd.provider.wire.AnswerReader;
import dev.podd.provider.wire.AnswerTooLong;
import dev.podd.provider.wire.ProviderFault;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okhttp3.sse.EventSources;
import okio.BufferedSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** One request and its streamed answer, from connecting to the last event. */
final class StreamedRequest {
    private static final MediaType EVENT_STREAM = MediaType.get("text/event-stream");
    private static final long LONGEST_ERROR_BODY = 64 * 1024;

    private final ProviderExceptions faults;
    private final Timeouts timeouts;
    private final Clock clock;

    StreamedRequest(ProviderExceptions faults, Timeouts timeouts, Clock clock) {
        this.faults = faults;
        this.timeouts = timeouts;
        this.clock = clock;
    }

    /**
     * @param accepted told once the provider has begun to answer
     * @throws StaleConnectionException before anything of an answer was seen
     */
    void run(Call call, CallProgress progress, AnswerReader reader, Runnable accepted)
            throws InterruptedException, StaleConnectionException {
        try (Response response = head(call, progress)) {
            if (!response.isSuccessful()) {
                throw refusal(response);
            }
            checkIsEventStream(response);
            accepted.run();
            BoundedStream stream = new BoundedStream(new LineFeeds(response.body().source()), timeouts.silence());
            BufferedSource source = Okio.buffer(stream);
            awaitFirstByte(response.code(), source, timeouts.firstByte().minus(progress.sinceSent()));
            EventPump pump = new EventPump(reader, stream);
            EventSources.processResponse(response.newBuilder()
                    .body(ResponseBody.create(source, EVENT_STREAM, response.body().contentLength())).build(), pump);
            checkIsWhole(response.code(), pump, reader);
        } finally {
            call.cancel();
        }
    }

    private Response head(Call call, CallProgress progress) throws InterruptedException, StaleConnectionException {
        try {
            return new HeadTask(call, progress, timeouts).await();
        } catch (HeadTask.NotConnectedException e) {
            throw faults.unreachable("could not be reached within " + seconds(timeouts.connect()));
        } catch (TimeoutException e) {
            throw notBegun();
        } catch (UnknownHostException e) {
            throw faults.unreachable("could not be reached: no such host");
        } catch (ConnectException e) {
            throw faults.unreachable(
                    "could not be reached: " + reason(e) + "; does a server run there, and is base_url right?");
        } catch (InterruptedIOException e) {
            throw faults.unreachable("could not be reached: " + reason(e));
        } catch (IOException e) {
            ModelException fault = faults.unreachable("could not be reached: " + reason(e));
            if (progress.isOnPooledConnection()) {
                throw new StaleConnectionException(fault);
            }
            throw fault;
        }
    }

    private ModelException refusal(Response response) throws InterruptedException {
        Duration wait = RetryAfter.of(response::header, clock);
        if (response.isRedirect()) {
            return faults.refused(response.code(), "answered " + response.code() + ", a redirect to "
                    + response.header("Location") + ", which is not followed: is base_url right?");
        }
        return faults.answered(ProviderFault.ofBody(response.code(), errorBody(response)), wait);
    }

    /** A response without a content type is taken for a stream. */
    private void checkIsEventStream(Response response) throws InterruptedException {
        MediaType type = response.body().contentType();
        if (type == null || (type.type().equals("text") && type.subtype().equals("event-stream"))) {
            return;
        }
        ProviderFault fault = ProviderFault.ofBody(response.code(), errorBody(response));
        if (Overflow.isMeantBy(fault)) {
            throw faults.answered(fault, null);
        }
        throw faults.refused(response.code(), "answered " + response.code() + " with " + type.type() + "/"
                + type.subtype() + " where an event stream was asked for (is base_url right?): " + fault.text());
    }

    private void awaitFirstByte(int status, BufferedSource source, Duration left) throws InterruptedException {
        try {
            source.timeout().timeout(Math.max(1, left.toMillis()), TimeUnit.MILLISECONDS);
            source.request(1);
            source.timeout().timeout(timeouts.silence().toMillis(), TimeUnit.MILLISECONDS);
        } catch (SocketTimeoutException e) {
            throw notBegun();
        } catch (IOException e) {
            stopIfInterrupted();
            throw faults.cut(status, "broke off before its first word: " + reason(e));
        }
    }

    /** @throws RuntimeException what reader or listener threw */
    private void checkIsWhole(int status, EventPump pump, AnswerReader reader) throws InterruptedException {
        if (pump.isWhole()) {
            return;
        }
        switch (pump.thrown()) {
            case ProviderFault fault -> throw faults.toldInStream(fault);
            case AnswerTooLong tooLong -> throw stopped(status, tooLong);
            case RuntimeException thrown -> throw thrown;
            case null -> {
            }
        }
        stopIfInterrupted();
        if (!reader.ended()) {
            throw cut(status, pump.broken());
        }
    }

    private ModelException stopped(int status, AnswerTooLong tooLong) {
        return faults.refused(status, "was stopped: " + tooLong.getMessage());
    }

    private ModelException notBegun() {
        return faults.unreachable("did not begin to answer within " + seconds(timeouts.firstByte()));
    }

    private ModelException cut(int status, @Nullable Throwable broken) {
        return switch (broken) {
            case null -> faults.cut(status, "ended its stream before the answer was whole");
            case AnswerTooLong tooLong -> stopped(status, tooLong);
            case BoundedStream.HeartbeatsOnlyException heartbeats -> faults.cut(status, "sent only heartbeats for "
                    + seconds(timeouts.silence().multipliedBy(BoundedStream.HEARTBEATS)) + " in its answer");
            case SocketTimeoutException silence -> faults.cut(status,
                    "fell silent for " + seconds(timeouts.silence()) + " in the middle of its answer");
            case IOException io -> faults.cut(status, "broke off in the middle of its answer: " + reason(io));
            default -> faults.cut(status, "broke off in the middle of a line");
        };
    }

    private String errorBody(Response response) throws InterruptedException {
        try {
            return response.peekBody(LONGEST_ERROR_BODY).string();
        } catch (IOException e) {
            stopIfInterrupted();
            return "";
        }
    }

    private static void stopIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static String seconds(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s"
                : String.format(Locale.ROOT, "%.3f s", limit.toMillis() / 1000.0);
    }

    /** A connection of the pool was closed by the provider while nobody used it: no fault of the request. */
    static final class StaleConnectionException extends Exception {
        private static final long serialVersionUID = 1L;

        StaleConnectionException(ModelException fault) {
            super(fault);
        }

        @Override
        public synchronized ModelException getCause() {
            return (ModelException) Objects.requireNonNull(super.getCause());
        }
    }
}
