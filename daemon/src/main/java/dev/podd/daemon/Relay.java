package dev.podd.daemon;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Passes messages between an editor and the daemon. When the daemon ends, another one is started and told what this one
 * knew, so that the editor notices a message and nothing else. Loads next to nothing: an editor waits for it.
 */
public final class Relay {
    /** LSP's MessageType. */
    private static final int ERROR = 1;
    private static final int WARNING = 2;
    /** More ends of a daemon within so long are no accident. */
    private static final int MAX_ENDS = 5;
    private static final int MAX_SILENT_ENDS = 20;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LAST_WORDS = Duration.ofMillis(900);
    private static final String ENDED = "Podd's daemon ended and was started again. Sessions are whole; a turn that ran"
            + " counts as interrupted";

    private final Election election;
    private final InputStream in;
    private final OutputStream out;
    /** Members of what a daemon is told first. */
    private final String attachment;
    private final Object sending = new Object();
    private final RelayedProtocol state;
    private SocketChannel daemon; // guarded by sending
    private boolean isOver; // guarded by sending
    /** Whether there is no daemon for the moment; guarded by sending. */
    private boolean isBetween;
    private long firstEnd = System.nanoTime();
    private int ends;
    private int silentEnds;
    private boolean hasHeard;

    /**
     * @param protocol         what the editor speaks
     * @param daemon           a connection that nothing has been said on
     * @param in               what the editor writes
     * @param out              what it reads
     * @param environment      the editor's variables, for its Pods
     * @param workingDirectory the editor's
     * @param process          id of this process
     */
    public Relay(RelayedProtocol protocol, Election election, SocketChannel daemon, InputStream in, OutputStream out,
            Map<String, String> environment, Path workingDirectory, long process) {
        this.state = protocol;
        this.election = election;
        this.daemon = daemon;
        this.in = in;
        this.out = out;
        this.attachment = "\"environment\":" + Wire.object(environment) + ",\"workingDirectory\":"
                + Wire.text(workingDirectory.toString()) + ",\"processId\":" + process;
    }

    /**
     * Passes messages until one end leaves.
     *
     * @return the exit code, as LSP has it
     */
    public int run() throws InterruptedException {
        synchronized (sending) {
            write(state.framed(state.attachment(attachment)));
        }
        Thread.ofPlatform().daemon().name("podd-relay").start(this::listen);
        try {
            while (true) {
                hear();
                if (isOver() || !state.isEditorAlive()) {
                    return state.exitCode();
                }
                recover();
            }
        } catch (UncheckedIOException editorIsGone) {
            return state.exitCode();
        } catch (DaemonException e) {
            return gaveUp(e);
        }
    }

    private boolean isOver() {
        synchronized (sending) {
            return isOver || state.isOver();
        }
    }

    /**
     * Serves the editor by a process of its own, on the same streams.
     *
     * @param line the program and its arguments
     * @return its exit code
     */
    public static int standalone(List<String> line, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(line).inheritIO();
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start().waitFor();
    }

    /** Passes on what the editor says. */
    private void listen() {
        byte[] buffer = new byte[64 * 1024];
        Cutter messages = state.cutter(new Cutter.Sink() {
            @Override
            public void message(byte[] body) {
                said(RelayedMessage.of(body));
            }

            @Override
            public void stray(byte[] bytes) {
                synchronized (sending) {
                    write(bytes);
                }
            }
        });
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                messages.take(buffer, count);
            }
            messages.end();
        } catch (IOException editorIsGone) {
            // as at the end of its input
        } finally {
            leave();
        }
    }

    private void said(RelayedMessage message) {
        synchronized (sending) {
            if (state.said(message)) {
                write(state.framed(message.json()));
                byte[] due = state.dueRequest();
                if (due != null) {
                    write(state.framed(due));
                }
            }
        }
    }

    /** What a daemon that has ended did not get is told to the next one. */
    private void write(byte[] bytes) {
        if (isBetween) {
            return;
        }
        try {
            Wire.write(daemon, bytes);
        } catch (IOException ended) {
            // the other thread sees it too
        }
    }

    private void leave() {
        synchronized (sending) {
            isOver = true;
            endOutput();
        }
        Thread.ofPlatform().daemon().name("podd-relay-end").start(() -> {
            try {
                Thread.sleep(LAST_WORDS);
                synchronized (sending) {
                    daemon.close();
                }
            } catch (InterruptedException | IOException ended) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void endOutput() {
        try {
            daemon.shutdownOutput();
        } catch (IOException ended) {
            // which is what is wanted
        }
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // it has ended in any case
        }
    }

    /** Passes on what the daemon says, until it says no more. */
    private void hear() {
        byte[] buffer = new byte[64 * 1024];
        SocketChannel from;
        synchronized (sending) {
            from = daemon;
        }
        Cutter messages = state.cutter(new Cutter.Sink() {
            @Override
            public void message(byte[] body) {
                RelayedMessage message = RelayedMessage.of(body);
                hasHeard = true;
                if (state.heard(message)) {
                    tell(state.framed(body));
                } else if (message.raw("error") != null) {
                    show(ERROR,
                            "Podd could not go on where its last daemon had ended: " + message.raw("error.message"));
                }
            }

            @Override
            public void stray(byte[] bytes) {
                tell(bytes);
            }
        });
        try {
            for (int count = read(from, buffer); count >= 0; count = read(from, buffer)) {
                messages.take(buffer, count);
            }
        } catch (IOException ended) {
            // killed, or closed by us
        }
    }

    private static int read(SocketChannel from, byte[] buffer) throws IOException {
        return from.read(ByteBuffer.wrap(buffer));
    }

    private void show(int type, String message) {
        byte[] shown = state.shown(type, message);
        if (shown != null) {
            tell(state.framed(shown));
        }
    }

    private void tell(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the editor says meanwhile is noted, and told to the next daemon with the rest. */
    private void recover() throws DaemonException, InterruptedException {
        countEnd();
        synchronized (sending) {
            isBetween = true;
        }
        state.farewells(ENDED).forEach(farewell -> tell(state.framed(farewell)));
        SocketChannel next = election.connect();
        if (!state.wasToEnd()) {
            show(WARNING, ENDED + ".");
        }
        synchronized (sending) {
            closeQuietly(daemon);
            daemon = next;
            isBetween = false;
            write(state.framed(state.attachment(attachment)));
            state.replay().forEach(message -> write(state.framed(message)));
            if (isOver) {
                endOutput();
            }
        }
    }

    private void countEnd() throws DaemonException, InterruptedException {
        long now = System.nanoTime();
        if (now - firstEnd > SOON.toNanos()) {
            firstEnd = now;
            ends = 0;
            silentEnds = 0;
        }
        if (hasHeard) {
            ends++;
            hasHeard = false;
        } else {
            silentEnds++;
            Thread.sleep(PAUSE); // it was at its end already when it took the connection
        }
        if (ends > MAX_ENDS || silentEnds > MAX_SILENT_ENDS) {
            throw new DaemonException("Podd's daemon ended " + (ends + silentEnds) + " times within "
                    + SOON.toSeconds() + " s; start the editor's language server anew, and see podd daemon logs");
        }
    }

    private int gaveUp(Exception reason) {
        try {
            show(ERROR, Objects.requireNonNullElse(reason.getMessage(), reason.toString()));
        } catch (UncheckedIOException editorIsGone) {
            return state.exitCode();
        }
        return 1;
    }
}
