package dev.podd.mcp;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * An MCP server of a manifest, with all values filled in.
 *
 * @param name       the beginning of the names of its tools
 * @param startLimit until it must have answered for the first time
 * @param callLimit  how long a call may take without a sign of progress
 */
public record McpServerSettings(String name, Way way, Duration startLimit, Duration callLimit) {
    /** How a server is reached. */
    public sealed interface Way {
        /** What tells servers apart that may have different tools. Holds the values of no variable and no header. */
        String identity();
    }

    /**
     * A program that is started and spoken with on its standard input and output.
     *
     * @param line        program and arguments
     * @param environment beside the usual one
     * @param folder      where it starts
     */
    public record Program(List<String> line, Map<String, String> environment, Path folder) implements Way {
        public Program {
            line = List.copyOf(line);
            environment = Map.copyOf(environment);
        }

        @Override
        public String identity() {
            return "program\n" + folder + "\n" + String.join("\0", line) + "\n" + new TreeSet<>(environment.keySet());
        }

        @Override
        public String toString() {
            return "Program[line=" + line + ", environment=" + environment.keySet() + ", folder=" + folder + "]";
        }
    }

    /** A place where a server listens for streamable HTTP. */
    public record Address(URI url, Map<String, String> headers) implements Way {
        public Address {
            headers = Map.copyOf(headers);
        }

        @Override
        public String identity() {
            return "address\n" + url + "\n" + new TreeSet<>(headers.keySet());
        }

        @Override
        public String toString() {
            return "Address[host=" + url.getHost() + ", headers=" + headers.keySet() + "]";
        }
    }
}
