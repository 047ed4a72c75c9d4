package dev.podd.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A command line that runs in the daemon, with this process's streams and keyboard. Needs no library, since a person
 * waits for it.
 */
public final class CommandClient {
    private static final String ALIVE = "1";
    private static final String RUN = "2";
    private static final int MAX_PIECE = 64 * 1024;

    private final SocketChannel daemon;
    private final Console console;
    private final Object sending = new Object();
    private final ConcurrentMap<String, Thread> asking = new ConcurrentHashMap<>();
    private boolean hasBegun;
    private @Nullable Integer exitCode;
    private @Nullable String refusal;

    public CommandClient(SocketChannel daemon, Console console) {
        this.daemon = daemon;
        this.console = console;
    }

    /** This process's streams and keyboard. */
    public interface Console {
        /** To standard output (1) or standard error (2). */
        void write(int stream, byte[] bytes) throws IOException;

        /** Some bytes of standard input; none at its end. */
        byte[] read(int most) throws IOException;

        void show(String line);

        /** Null when nothing more will be typed. */
        @Nullable String line(String text) throws InterruptedException;
    }

    /**
     * A command line, and where it was typed.
     *
     * @param members further members of the params, as JSON text by their names
     */
    public record Call(List<String> arguments, Map<String, String> environment, Map<String, String> members) {
        private String params() {
            StringBuilder params = new StringBuilder("{\"environment\":").append(Wire.object(environment))
                    .append(",\"arguments\":")
                    .append(arguments.stream().map(Wire::text).collect(Collectors.joining(",", "[", "]")));
            members.forEach((name, value) -> params.append(',').append(Wire.text(name)).append(':').append(value));
            return params.append('}').toString();
        }
    }

    /** The daemon was at its end already when it was asked. */
    public static final class NotBegunException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** JSON text of a string. */
    public static String text(String value) {
        return Wire.text(value);
    }

    /**
     * Runs it to its end.
     *
     * @return the exit code
     * @throws NotBegunException the daemon was at its end, and nothing has happened
     * @throws DaemonException   the daemon has ended meanwhile, or does not take the command
     */
    public int run(Call call) throws DaemonException, NotBegunException {
        try {
            send(Wire.request(ALIVE, "daemon/status", "{}"));
            byte[] buffer = new byte[MAX_PIECE];
            FrameCutter frames = new FrameCutter(new Cutter.Sink() {
                @Override
                public void message(byte[] body) throws IOException {
                    RelayedMessage message = RelayedMessage.of(body);
                    if (hasBegun) {
                        take(message);
                    } else {
                        hasBegun = true;
                        send(Wire.request(RUN, "command/run", call.params()));
                    }
                }

                @Override
                public void stray(byte[] bytes) {
                    // a daemon sends none
                }
            });
            for (int count = 0; count >= 0 && exitCode == null && refusal == null;) {
                count = daemon.read(ByteBuffer.wrap(buffer));
                frames.take(buffer, Math.max(0, count));
            }
        } catch (IOException ended) {
            refusal = "the daemon ended while the command ran: " + ended.getMessage();
        }
        if (!hasBegun) {
            throw new NotBegunException();
        }
        if (exitCode == null) {
            throw new DaemonException(refusal == null ? "the daemon ended while the command ran" : refusal);
        }
        return exitCode;
    }

    /** The interrupt key was pressed. */
    public void interrupt() {
        try {
            send(Wire.notification("command/interrupt", "{}"));
        } catch (IOException ended) {
            // the command has ended too
        }
    }

    private void take(RelayedMessage message) throws IOException {
        String id = message.id();
        switch (message.method()) {
            case "" -> ended(message);
            case "command/output" -> output(message, id);
            case "command/show" -> console.show(string(message, "params.line"));
            case "command/read" -> aside(id, () -> "{\"data\":" + piece() + "}");
            case "command/line" -> aside(id, () -> "{\"line\":" + typed(string(message, "params.text")) + "}");
            case "$/cancelRequest" -> {
                Thread thread = asking.remove(String.valueOf(message.raw("params.id")));
                if (thread != null) {
                    thread.interrupt();
                }
            }
            default -> {
            }
        }
    }

    private void ended(RelayedMessage answer) {
        String code = answer.raw("result.exitCode");
        if (code != null) {
            exitCode = Integer.valueOf(code);
        } else {
            refusal = string(answer, "error.message");
        }
    }

    private void output(RelayedMessage message, @Nullable String id) throws IOException {
        int stream = "2".equals(message.raw("params.stream")) ? 2 : 1;
        try {
            console.write(stream, Base64.getDecoder().decode(string(message, "params.data")));
            answer(id, "{}");
        } catch (IOException e) {
            if (id != null) {
                send(Wire.refusal(id, String.valueOf(e.getMessage())));
            }
        }
    }

    /** What waits for a person or a stream does so on a thread of its own. */
    private void aside(@Nullable String id, Answering answering) {
        Thread thread = Thread.ofPlatform().daemon().name("podd-console").unstarted(() -> {
            try {
                answer(id, answering.answer());
            } catch (InterruptedException withdrawn) {
                // nobody waits for it
            } catch (IOException e) {
                refuse(id, e);
            } finally {
                asking.remove(String.valueOf(id));
            }
        });
        asking.put(String.valueOf(id), thread);
        thread.start();
    }

    private void refuse(@Nullable String id, IOException failure) {
        try {
            send(Wire.refusal(String.valueOf(id), String.valueOf(failure.getMessage())));
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }

    private interface Answering {
        String answer() throws InterruptedException, IOException;
    }

    private String piece() throws IOException {
        byte[] read = console.read(MAX_PIECE);
        return read.length == 0 ? "null" : Wire.text(Base64.getEncoder().encodeToString(read));
    }

    private String typed(String question) throws InterruptedException {
        String line = console.line(question);
        return line == null ? "null" : Wire.text(line);
    }

    private void answer(@Nullable String id, String result) throws IOException {
        if (id != null) {
            send(Wire.answer(id, result));
        }
    }

    private static String string(RelayedMessage message, String name) {
        String raw = message.raw(name);
        return raw == null ? "" : Wire.string(raw);
    }

    private void send(byte[] message) throws IOException {
        synchronized (sending) {
            Wire.send(daemon, message);
        }
    }
}
