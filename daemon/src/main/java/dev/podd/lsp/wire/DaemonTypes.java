package dev.podd.lsp.wire;

import dev.podd.jsonrpc.JsonText;
import dev.podd.jsonrpc.Queued;
import dev.podd.lsp.wire.PodTypes.PodOpenParams;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shared daemon: what is said on its socket beyond what an editor says, by relays and by the command line. */
public final class DaemonTypes {
    private DaemonTypes() {}

    /** Where a connection comes from. */
    public record AttachParams(@Nullable JsonText environment, @Nullable String workingDirectory,
            @Nullable Long processId, @Nullable Long lastQuestion) {}

    /** Documents that are open in an editor. */
    public record OpenDocuments(List<Lsp.TextDocumentItem> documents, List<String> unknown) {}

    /** A Pod as another daemon had it. */
    public record ReopenParams(String pod, String session, long lastSeq, boolean turnOpen, PodOpenParams open)
            implements Queued {
        @Override
        public Object queue() {
            return pod;
        }
    }

    /** With what a Pod would be opened to be as it is now. */
    public record OpenedParams(String pod, PodOpenParams open) {}

    /** A command line, and where it was typed. */
    public record CommandRunParams(List<String> arguments, JsonText environment, String workingDirectory, String zone,
            boolean typedAt, boolean keyboard, boolean outStyled, boolean errStyled,
            @Nullable Boolean outTerminal) {}

    /** How a command ended. */
    public record CommandRunResult(int exitCode) {}

    /** What a command writes. */
    public record CommandOutputParams(int stream, String data) {}

    /** What a command asks of the person at the keyboard. */
    public record CommandLineParams(String text) {}

    /** What they typed. */
    public record CommandLineResult(@Nullable String line) {}

    /** A line that belongs to the question that follows. */
    public record CommandShowParams(String line) {}

    /** Bytes of a command's standard input. */
    public record CommandReadResult(@Nullable String data) {}

    /** A process that serves editors. */
    public record DaemonStatus(long pid, @Nullable String socket, String version, long startedAt, int connections,
            int pods, @Nullable Long residentBytes) {}

    /** How the daemon ends. */
    public record DaemonStopParams(@Nullable Boolean whenIdle) {}
}
