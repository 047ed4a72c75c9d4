package dev.podd.app;

import dev.podd.lsp.RemoteCommand;
import dev.podd.lsp.RemoteConsole;
import dev.podd.terminal.Prompt;
import dev.podd.terminal.Screen;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a command in the shared daemon takes for its own: the streams and the keyboard of the process it was typed for. */
final class RemoteStreams {
    private static final int OUT = 1;
    private static final int ERR = 2;

    private RemoteStreams() {}

    /** The environment of a command that runs here for another process. */
    static ProcessEnvironment of(ProcessEnvironment own, RemoteCommand command, RemoteConsole console) {
        Screen screen = new Screen(Output.to(new Written(console, OUT)), Output.to(new Written(console, ERR)),
                command.isTerminal(), command.isOutStyled(), command.isErrStyled());
        Supplier<@Nullable Prompt> prompt = () -> command.hasKeyboard() ? new RemotePrompt(console) : null;
        return new ProcessEnvironment(command.environment(), own.os(), own.home(), command.workingDirectory(),
                command::zone, own.clock(), own.random(), new Read(console), OutputStream.nullOutputStream(),
                command.isTypedAt(), screen, prompt, console::whenInterrupted, last -> {}, log -> {});
    }

    private record RemotePrompt(RemoteConsole console) implements Prompt {
        @Override
        public void show(String line) {
            console.show(line);
        }

        @Override
        public @Nullable String line(String text) throws InterruptedException {
            return console.line(text);
        }
    }

    private static final class Written extends OutputStream {
        private final RemoteConsole console;
        private final int stream;

        Written(RemoteConsole console, int stream) {
            this.console = console;
            this.stream = stream;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (length > 0) {
                console.write(stream, bytes, from, length);
            }
        }
    }

    /** Asked for when it is read, a piece at a time. */
    private static final class Read extends InputStream {
        private final RemoteConsole console;
        private byte[] piece = {};
        private int at;
        private boolean isOver;

        Read(RemoteConsole console) {
            this.console = console;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            Objects.checkFromIndexSize(from, length, target.length);
            while (at == piece.length && !isOver) {
                byte[] next = console.read();
                isOver = next == null;
                piece = next == null ? piece : next;
                at = next == null ? at : 0;
            }
            if (isOver) {
                return -1;
            }
            int count = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, target, from, count);
            at += count;
            return count;
        }
    }
}
