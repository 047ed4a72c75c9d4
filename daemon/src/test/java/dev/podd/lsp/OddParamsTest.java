package dev.podd.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.json.Json;
import dev.podd.json.JsonException;
import dev.podd.spec.Method;
import dev.podd.spec.NamedType;
import dev.podd.spec.Spec;
import dev.podd.spec.SpecReader;
import dev.podd.spec.TypeName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sends each request of the specification with values that do not fit, one parameter at a time. */
class OddParamsTest {
    private static final int INVALID_PARAMS = -32602;
    private static final int INTERNAL_ERROR = -32603;

    private static final List<String> TEXTS = List.of("\"\"", "\" \"", "\"\\ud800\"", "\"a\\u0000b\"", "\"..\"",
            "\"../../x\"", "\"/\"", "\"file:///a%00b\"", "\"file://host/x\"", "\"file:x\"", "\"http://x/\"",
            "\"\\u202e\\n\\r\\t\"", "\"" + "a".repeat(100_000) + "\"", "\"" + "/a".repeat(5000) + "\"",
            "\"file://" + "/a".repeat(5000) + "\"", "\"con\"", "\"[\"", "\"*\"");
    private static final List<String> NUMBERS = List.of("0", "-1", "2147483647", "-2147483648");
    private static final List<
            String> NO_NUMBERS = List.of("1.5", "1e400", "9223372036854775808", "\"1\"", "true", "[1]",
                    "{\"a\":1}");
    private static final List<String> NO_TEXTS = List.of("0", "true", "[\"a\"]", "{\"a\":1}");
    private static final List<String> NO_BOOLEANS = List.of("0", "\"true\"", "[true]", "{\"a\":1}");
    private static final List<String> NO_LISTS = List.of("0", "\"a\"", "true", "{\"a\":1}");
    private static final List<String> NO_OBJECTS = List.of("0", "\"a\"", "true", "[1]");

    @TempDir
    private Path temp;
    private Stage stage;
    private final Spec spec = SpecReader.read(Path.of("..", "protocol-spec", "spec"));
    private int id = 1;

    @BeforeEach
    void connect() {
        stage = Stage.onDisk(temp);
        stage.connect();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void valuesOfAnotherTypeAreRefusedByNameBeforeInitializeToo() {
        Method initialize = spec.method("initialize").orElseThrow();
        for (NamedType.Field field : fields(initialize)) {
            for (String odd : misfits(field.type())) {
                expectRefusal("initialize", field.name(), odd,
                        call("initialize", "{\"" + field.name() + "\":" + odd + "}"));
            }
        }
    }

    @Test
    void valuesOfAnotherTypeAreRefusedByName() {
        Map<String, String> valid = valid();
        for (Method method : methods()) {
            for (NamedType.Field field : fields(method)) {
                for (String odd : misfits(field.type())) {
                    expectRefusal(method.name(), field.name(), odd,
                            call(method.name(), params(method, valid, field, odd)));
                }
            }
        }
    }

    @Test
    void missingParametersAreRefusedByName() {
        Map<String, String> valid = valid();
        for (Method method : methods()) {
            for (NamedType.Field field : fields(method)) {
                if (!field.optional()) {
                    expectRefusal(method.name(), field.name(), "null",
                            call(method.name(), params(method, valid, field, "null")));
                }
            }
        }
    }

    @Test
    void noTextOrNumberIsAnInternalError() {
        Map<String, String> valid = valid();
        List<String> failed = new ArrayList<>();
        for (Method method : methods()) {
            for (NamedType.Field field : fields(method)) {
                for (String odd : odd(field.type())) {
                    JsonNode answer = call(method.name(), params(method, valid, field, odd));
                    if (answer.at("/error/code").intValue() == INTERNAL_ERROR
                            || answer.at("/result/error/code").asText().equals("internalError")) {
                        failed.add(method.name() + " " + field.name() + " " + shown(odd) + ": " + answer);
                    }
                }
            }
        }
        assertThat(failed).isEmpty();
        assertThat(stage.faults).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            pod/run       | "input":[]                                                              | -32602 | input: nothing is said
            pod/run       | "input":[{"type":"text","text":" "}]                                    | -32602 | input: nothing is said
            pod/run       | "input":[{"type":"image","mimeType":"image/png","data":"%%%"}]          | -32602 | input[0].data
            pod/run       | "input":[{"type":"image","mimeType":"image/png","data":""}]             | -32602 | input[0].data
            pod/run       | "input":[{"type":"image","mimeType":"text/html","data":"aGk="}]         | -32602 | input[0].mimeType
            pod/run       | "input":[{"type":"file","uri":"file:///a%00b"}]                         | -32602 | input[0].uri
            pod/run       | "input":[{"type":"file","uri":"file:///%zz"}]                           | -32022 | /%zz
            pod/run       | "input":[{"type":"file","uri":"http://x"}]                              | -32602 | input[0].uri
            pod/run       | "input":[{"type":"selection","uri":"file://$root/a.txt","range":{"start":{"line":-1,"character":0},"end":{"line":0,"character":0}}}] | -32602 | input[0].range
            pod/configure | "overlay":{"pod":{"pwd":"\\ud800"}}                                     | -32020 | pod.pwd
            pod/configure | "overlay":{"pod":{"pwd":"a\\u0000b"}}                                   | -32020 | pod.pwd
            pod/configure | "overlay":{"provider":{"api_key_file":"a\\u0000b"}}                     | -32020 | api_key_file
            pod/configure | "overlay":{"provider":{"base_url":"http://x:99999"}}                    | -32020 | base_url
            pod/open      | "manifest":"a\\u0000b"                                                  | -32020 | manifest
            pod/open      | "session":"a\\u0000b"                                                   | -32013 | session
            pod/open      | "session":"\\ud800"                                                     | -32013 | session
            pod/open      | "itemsLimit":-1                                                         | -32602 | itemsLimit
            pod/open      | "afterSeq":-1                                                           | -32602 | afterSeq
            session/list  | "limit":0                                                               | -32602 | limit
            session/list  | "cursor":"foreign"                                                      | -32602 | cursor
            session/read  | "session":"s","limit":0                                                 | -32602 | limit
            session/export | "session":"a\\u0000b","format":"jsonl"                                 | -32013 | session
            pod/scope     | "allow":[{"target":"a\\u0000b","permission":"read"}]                    | -32602 | allow
            pod/scope     | "deny":[{"permission":"read"}]                                          | -32602 | deny[0]
            """)
    void valuesThatCannotBeMeantAreRefusedByName(String method, String params, int code, String named) {
        Map<String, String> valid = valid();
        String pod = method.startsWith("pod/") && !method.equals("pod/open") ? "\"pod\":" + valid.get("pod") + "," : "";
        String folder = method.equals("pod/open") ? "\"workspaceFolder\":" + valid.get("workspaceFolder") + "," : "";
        JsonNode answer = call(method, "{" + folder + pod + params.replace("$root", stage.root.toString()) + "}");
        assertThat(answer.at("/error/code").intValue()).as(answer.toString()).isEqualTo(code);
        assertThat(answer.at("/error/message").asText()).contains(named);
    }

    @Test
    void anInputThatIsTooLargeIsRefusedWithTheLimitAndALargeOneIsRecorded() {
        Map<String, String> valid = valid();
        stage.file("large.txt", "x".repeat(20 << 20));
        Map<String, String> problems = Map.of("{\"type\":\"text\",\"text\":\"" + "x".repeat(20 << 20) + "\"}",
                "input[0]: with it the input has 20971520 characters; the limit is 16777216",
                "{\"type\":\"file\",\"uri\":\"" + stage.root.toUri() + "large.txt\"}",
                "input: large.txt has 20971520 bytes; only files up to 8388608 bytes");
        problems.forEach((part, problem) -> {
            JsonNode answer = call("pod/run", "{\"pod\":" + valid.get("pod") + ",\"input\":[" + part + "]}");
            assertThat(answer.at("/error/code").intValue()).isEqualTo(INVALID_PARAMS);
            assertThat(answer.at("/error/message").asText()).startsWith(problem);
        });
        stage.model().then(Script.answer("says \"much\""));
        JsonNode turn = call("pod/run", "{\"pod\":" + valid.get("pod") + ",\"input\":[{\"type\":\"text\",\"text\":\""
                + "x".repeat(15 << 20) + "\"}]}");
        assertThat(turn.at("/result/outcome").asText()).isEqualTo("finished");
        assertThat(call("session/verify", "{\"session\":\"session-1\"}").at("/result/intact").asBoolean()).isTrue();
    }

    private static void expectRefusal(String method, String field, String odd, JsonNode answer) {
        assertThat(answer.at("/error/code").intValue()).as(method + " " + field + " " + odd + ": " + answer)
                .isEqualTo(INVALID_PARAMS);
        assertThat(answer.at("/error/message").asText()).as(method).startsWith(field);
    }

    private List<Method> methods() {
        return spec.methods().stream().filter(method -> method.from() != Method.From.DAEMON
                && method.kind() == Method.Kind.REQUEST
                && !List.of("initialize", "shutdown").contains(method.name())).toList();
    }

    private List<NamedType.Field> fields(Method method) {
        return spec.type(method.params().name()) instanceof NamedType.Structure structure ? structure.fields()
                : List.of();
    }

    private List<String> misfits(TypeName type) {
        if (type.isList()) {
            return NO_LISTS;
        }
        return switch (type.name()) {
            case "string" -> NO_TEXTS;
            case "integer" -> NO_NUMBERS;
            case "boolean" -> NO_BOOLEANS;
            case "any" -> List.of();
            default -> spec.type(type.name()) instanceof NamedType.Enumeration ? List.of("\"none\"", "0", "[1]")
                    : NO_OBJECTS;
        };
    }

    private static List<String> odd(TypeName type) {
        return type.isList() ? List.of() : switch (type.name()) {
            case "string" -> TEXTS;
            case "integer" -> NUMBERS;
            case "any" -> List.of("0", "\"\"", "[]", "{\"\":{}}", "{\"pod\":[]}", "{\"worker\":null}",
                    "[".repeat(400) + "]".repeat(400));
            default -> List.of();
        };
    }

    /** A value that fits, by the name of its parameter. */
    private Map<String, String> valid() {
        call("initialize", "{\"initializationOptions\":{\"pod\":{\"workspaceTrusted\":true}}}");
        String folder = "\"" + stage.root.toUri() + "\"";
        String pod = call("pod/open", "{\"workspaceFolder\":" + folder + "}").at("/result/pod").toString();
        return Map.ofEntries(Map.entry("pod", pod), Map.entry("workspaceFolder", folder),
                Map.entry("session", "\"session-none\""), Map.entry("input", "[{\"type\":\"text\",\"text\":\"hi\"}]"),
                Map.entry("overlay", "{}"), Map.entry("trusted", "true"), Map.entry("to", "\"1.1\""),
                Map.entry("title", "\"A title\""), Map.entry("format", "\"jsonl\""), Map.entry("text", "\"\""),
                Map.entry("lastSeq", "0"), Map.entry("turnOpen", "false"), Map.entry("open", "{}"),
                Map.entry("arguments", "[]"), Map.entry("query", "\"a\""), Map.entry("item", "\"i1\""),
                Map.entry("inline", "\"e1\""),
                Map.entry("instruction", "\"Say hello\""),
                Map.entry("textDocument", "{\"uri\":\"file:///a.txt\"}"),
                Map.entry("range", "{\"start\":{\"line\":0,\"character\":0},\"end\":{\"line\":0,\"character\":0}}"),
                Map.entry("context", "{}"), Map.entry("position", "{\"line\":0,\"character\":0}"),
                Map.entry("command", "\"podd.stop\""),
                Map.entry("environment", "{}"), Map.entry("workingDirectory", "\"/\""), Map.entry("zone", "\"UTC\""),
                Map.entry("typedAt", "false"), Map.entry("keyboard", "false"), Map.entry("outStyled", "false"),
                Map.entry("errStyled", "false"));
    }

    private String params(Method method, Map<String, String> valid, NamedType.Field odd, String value) {
        List<String> all = new ArrayList<>();
        for (NamedType.Field field : fields(method)) {
            if (field.name().equals(odd.name())) {
                all.add("\"" + field.name() + "\":" + value);
            } else if (!field.optional() || field.name().equals("workspaceFolder")) {
                all.add("\"" + field.name() + "\":" + valid.get(field.name()));
            }
        }
        return "{" + String.join(",", all) + "}";
    }

    /** The answer; what comes before it is passed over. */
    private JsonNode call(String method, String params) {
        int mine = id++;
        stage.peer().send("{\"id\":" + mine + ",\"method\":\"" + method + "\",\"params\":" + params + "}");
        JsonNode message = read();
        while (message.path("id").intValue() != mine || message.has("method")) {
            if (message.has("method") && message.has("id")) {
                stage.peer().send("{\"id\":" + message.path("id") + ",\"result\":null}");
            }
            message = read();
        }
        return message;
    }

    private JsonNode read() {
        String message = stage.peer().receiveNext();
        try {
            return Json.read(message);
        } catch (JsonException e) {
            throw new AssertionError(message, e);
        }
    }

    private static String shown(String odd) {
        return odd.length() < 60 ? odd : odd.substring(0, 60) + "…";
    }
}
