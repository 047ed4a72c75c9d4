package dev.podd.mcp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An MCP server as a shell script: well-behaved, or what a hostile or broken one would be, by the tool that is called. */
public final class ScriptedServer {
    private static final String SCRIPT = """
            echo $$ >> "$STARTS"
            [ -z "$GREETING" ] || printf '%s\\n' "$GREETING"
            [ -z "$SLOW" ] || sleep "$SLOW"
            [ -z "$REFUSE" ] || { echo "no licence for this machine" >&2; exit 4; }
            id() { printf '%s' "$line" | sed 's/.*"id":\\("[^"]*"\\|[0-9]*\\).*/\\1/'; }
            token() { printf '%s' "$line" | sed 's/.*"progressToken":\\("[^"]*"\\).*/\\1/'; }
            result() { printf '{"jsonrpc":"2.0","id":%s,"result":%s}\\n' "$(id)" "$1"; }
            text() { result '{"content":[{"type":"text","text":"'"$1"'"}]}'; }
            tool() { printf '{"name":"%s","description":"does %s","inputSchema":{"type":"object"}}' "$1" "$1"; }
            more=${MORE:+,$(tool "$MORE")}
            while IFS= read -r line; do
              printf '%s\\n' "$line" >> "$HEARD"
              case $line in
              *'"method":"initialize"'*) result '{"protocolVersion":"2025-06-18","capabilities":{"tools":{"listChanged":true}},"serverInfo":{"name":"scripted","version":"1"}}';;
              *'"method":"tools/list"'*) result "${TOOLS:-{\\"tools\\":[$(tool echo)$more]\\}}";;
              *'"method":"ping"'*) [ "$hung" ] || result '{}';;
              *'"name":"die"'*) echo "out of cheese" >&2; exit 3;;
              *'"name":"hang"'*) hung=1;;
              *'"name":"deaf"'*) exec sleep 600;;
              *'"name":"flood"'*) while :; do echo '{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"and again and again and again and again and again and again"}}'; done;;
              *'"name":"junk"'*) while :; do echo 'this is no message'; done;;
              *'"name":"huge"'*) head -c 9000000 /dev/zero | tr '\\0' x;;
              *'"name":"unasked"'*) printf '{"jsonrpc":"2.0","id":"nobody","result":{}}\\n{"jsonrpc":"2.0","id":7,"method":"sampling/createMessage","params":{}}\\nhello\\n'; text survived;;
              *'"name":"unreadable"'*) result '{"content":"not a list"}';;
              *'"name":"wrong"'*) printf '{"jsonrpc":"2.0","id":%s,"error":{"code":-32602,"message":"no such thing"}}\\n' "$(id)";;
              *'"name":"failing"'*) result '{"content":[{"type":"text","text":"did not work"}],"isError":true}';;
              *'"name":"noisy"'*) head -c 3000000 /dev/zero | tr '\\0' e >&2; text quiet;;
              *'"name":"steps"'*) t=$(token); for n in 1 2 3; do printf '{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":%s,"progress":%s,"total":3,"message":"step"}}\\n' "$t" "$n"; sleep 0.3; done; text done;;
              *'"name":"change"'*) more=$more,$(tool added); for n in 1 2 3 4 5 6 7 8 9; do echo '{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}'; done; text changed;;
              *'"name":"environment"'*) text "$TOKEN";;
              *'"name":"picture"'*) result '{"content":[{"type":"image","mimeType":"image/png","data":"AAAA"},{"type":"text","text":"a dot"}]}';;
              *'"name":"photo"'*) result '{"content":[{"type":"image","mimeType":"image/jpeg","data":"iVBORw0KGgoA"}]}';;
              *'"method":"tools/call"'*) text "$(printf '%s' "$line" | sed 's/.*"arguments":{\\([^}]*\\)}.*/\\1/; s/"/ /g')";;
              esac
            done
            """;

    /** The SDK tells what it does; kept, since loggers are weak. */
    private static final Logger SDK = Logger.getLogger("io.modelcontextprotocol");

    private final Path folder;

    public ScriptedServer(Path folder) throws IOException {
        SDK.setLevel(Level.OFF);
        this.folder = folder;
        Files.writeString(folder.resolve("server.sh"), SCRIPT);
    }

    McpServerSettings settings(String name, Map<String, String> more) {
        return settings(name, more, Duration.ofSeconds(20), Duration.ofSeconds(20));
    }

    McpServerSettings settings(String name, Map<String, String> more, Duration startLimit, Duration callLimit) {
        return new McpServerSettings(name, program(more), startLimit, callLimit);
    }

    public McpServerSettings.Program program(Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(more);
        variables.put("STARTS", starts().toString());
        variables.put("HEARD", folder.resolve("heard").toString());
        return new McpServerSettings.Program(List.of("sh", folder.resolve("server.sh").toString()), variables, folder);
    }

    private Path starts() {
        return folder.resolve("starts");
    }

    /** The processes that were started so far. */
    public List<Long> started() throws IOException {
        return Files.exists(starts()) ? Files.readAllLines(starts()).stream().map(Long::valueOf).toList() : List.of();
    }

    /** All messages that it was sent. */
    public List<String> heard() throws IOException {
        return Files.readAllLines(folder.resolve("heard"));
    }
}
