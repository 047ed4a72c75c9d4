package dev.podd.mcp;

import dev.podd.sandbox.Conversation;
import dev.podd.sandbox.Ending;
import dev.podd.sandbox.SandboxException;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Messages to and from a program, one a line. The SDK's own transport starts its process itself and keeps all that it is
 * sent; this one runs it under the daemon's guard and ends a program that sends what is no message, or too much of it.
 */
final class ProcessTransport implements McpClientTransport {
    private static final int MAX_LINE = 8 * 1024 * 1024;
    /** Many programs greet on standard output; none does so for long. */
    private static final int MAX_FOREIGN_LINES = 1000;
    /** Between two messages that the client sends. */
    private static final long MAX_BYTES_UNASKED = 64L * 1024 * 1024;
    private static final int MAX_WAITING = 256;
    private static final int MAX_ERRORS = 2000;
    /** For a program whose input was closed. */
    private static final Duration GRACE = Duration.ofMillis(500);
    private static final byte[] LAST = new byte[0];

    private final McpJsonMapper json;
    private final Function<Consumer<String>, Conversation> starter;
    private final Consumer<String> whenEnded;
    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final StringBuilder errors = new StringBuilder(); // guarded by itself
    private final AtomicBoolean isEnded = new AtomicBoolean();
    private volatile @Nullable Conversation process;
    private final AtomicLong bytesUnasked = new AtomicLong();

    /**
     * @param starter   starts the program; takes who hears its standard error
     * @param whenEnded told once, with the end of a sentence: "ended with exit code 1"
     */
    ProcessTransport(McpJsonMapper json, Function<Consumer<String>, Conversation> starter, Consumer<String> whenEnded) {
        this.json = json;
        this.starter = starter;
        this.whenEnded = whenEnded;
    }

    @Override
    public List<String> protocolVersions() {
        return McpConnection.VERSIONS;
    }

    @Override
    public Mono<Void> connect(Function<Mono<McpSchema.JSONRPCMessage>, Mono<McpSchema.JSONRPCMessage>> handler) {
        return Mono.fromRunnable(() -> {
            Conversation started = starter.apply(this::keepErrors);
            process = started;
            thread("input", () -> write(started.input()));
            thread("output", () -> read(started, handler));
        });
    }

    /** The end of what it said on standard error. */
    String lastErrors() {
        synchronized (errors) {
            return errors.toString();
        }
    }

    private void keepErrors(String text) {
        synchronized (errors) {
            errors.append(text);
            errors.delete(0, Math.max(0, errors.length() - MAX_ERRORS));
        }
    }

    private void read(Conversation from, Function<Mono<McpSchema.JSONRPCMessage>, Mono<McpSchema.JSONRPCMessage>> to) {
        String why = null;
        try {
            LineReader lines = new LineReader(from.output(), MAX_LINE);
            int foreign = 0;
            for (String line = lines.next(); line != null && why == null; line = lines.next()) {
                bytesUnasked.addAndGet(line.length());
                foreign += hand(line, to) ? 0 : 1;
                why = foreign > MAX_FOREIGN_LINES ? "sent " + foreign + " lines that are no messages"
                        : bytesUnasked.get() > MAX_BYTES_UNASKED ? "sent " + (MAX_BYTES_UNASKED >> 20)
                                + " MiB that nobody asked for"
                        : null;
            }
        } catch (LineReader.LineTooLong e) {
            why = e.getMessage();
        } catch (IOException e) {
            why = null; // the program was killed
        }
        end(from, why);
    }

    private boolean hand(String line, Function<Mono<McpSchema.JSONRPCMessage>, Mono<McpSchema.JSONRPCMessage>> to) {
        if (line.isBlank()) {
            return true;
        }
        try {
            var _ = to.apply(Mono.just(McpSchema.deserializeJsonRpcMessage(json, line))).onErrorComplete().subscribe();
            return true;
        } catch (IOException | IllegalArgumentException foreign) {
            return false;
        }
    }

    private void write(OutputStream to) {
        try (to) {
            for (byte[] line = waiting.take(); line != LAST; line = waiting.take()) {
                to.write(line);
                to.flush();
            }
        } catch (IOException e) {
            // it has ended, which the reader finds out
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody has this thread to interrupt it
        }
    }

    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
        return Mono.fromRunnable(() -> {
            bytesUnasked.set(0);
            if (!waiting.offer(line(message))) {
                throw new IllegalStateException("it does not read what it is sent");
            }
        });
    }

    private byte[] line(McpSchema.JSONRPCMessage message) {
        try {
            byte[] text = json.writeValueAsBytes(message);
            byte[] line = new byte[text.length + 1];
            System.arraycopy(text, 0, line, 0, text.length);
            line[text.length] = '\n';
            return line;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Closes its input, by which it knows that it is over; one that goes on is killed. Does not wait. */
    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(() -> {
            Conversation running = process;
            if (running != null && !isEnded.get()) {
                boolean isTold = waiting.offer(LAST);
                thread("end", () -> {
                    if (isTold) {
                        end(running, null);
                    } else {
                        running.command().kill();
                    }
                });
            }
        });
    }

    /** @param why null when it is not known yet */
    private void end(Conversation over, @Nullable String why) {
        if (!isEnded.compareAndSet(false, true)) {
            return;
        }
        String how = why == null ? ending(over) : why;
        over.command().kill();
        waiting.clear();
        var _ = waiting.offer(LAST);
        whenEnded.accept(how);
    }

    private static String ending(Conversation over) {
        try {
            return switch (over.command().await(GRACE)) {
                case Ending.Exited exited -> "ended with exit code " + exited.code();
                case Ending.TimedOut late -> "closed its output and was killed";
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody has this thread to interrupt it
            return "was killed";
        } catch (SandboxException e) {
            return "was killed";
        }
    }

    private static void thread(String what, Runnable work) {
        Thread.ofPlatform().daemon().name("podd-mcp-" + what).start(work);
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return json.convertValue(data, type);
    }
}
