package dev.podd.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictTypesTest {
    private final MessageCodec codec = new MessageCodec();

    enum Answer {
        ALLOW_ONCE, REJECT
    }

    sealed interface Shape {
        record Circle(int radius) implements Shape {}

        record SquareBox(int side, @Nullable String name) implements Shape {}
    }

    @Spelled
    enum Why {
        END_TURN, CANCELLED
    }

    @Spelled(tag = "kind")
    sealed interface Told {
        record ToolCall(Why why) implements Told {}

        record Plan() implements Told {}
    }

    record Tidings(Told told) {}

    record All(String text, @Nullable String more, int count, @Nullable Long at, boolean flag, Answer answer,
            List<Shape> shapes, @Nullable JsonText any) {}

    record Picky(String uri) {
        Picky {
            if (!uri.contains(":")) {
                throw new IllegalArgumentException("a URI is due, found \"" + uri + "\"");
            }
        }
    }

    record Outer(@Nullable Picky picky, @Nullable List<Picky> pickies, @Nullable Double share, @Nullable Integer count,
            @Nullable String text, @Nullable Boolean flag, @Nullable Answer answer, @Nullable Shape shape) {}

    /** The first and the thousandth go different ways. */
    @Test
    void whatIsSpelledOtherwiseIsInSnakeCaseUnderItsOwnTag() {
        String json = "{\"told\":{\"kind\":\"tool_call\",\"why\":\"end_turn\"}}";
        Tidings tidings = codec.decode(JsonParser.parseString(json), Tidings.class);
        assertThat(tidings).isEqualTo(new Tidings(new Told.ToolCall(Why.END_TURN)));
        ResponseMessage answer = new ResponseMessage();
        answer.setResult(tidings);
        assertThat(new String(codec.write(answer), StandardCharsets.UTF_8)).contains(json);
        assertThatThrownBy(() -> codec.decode(JsonParser.parseString("{\"told\":{\"type\":\"plan\"}}"), Tidings.class))
                .hasMessage("told.kind: missing; due is one of tool_call, plan");
    }

    @Test
    void whatIsReadAndWrittenOftenIsTheSame() {
        Picky read = new Picky("a:b");
        for (int i = 0; i < 1000; i++) {
            assertThat(read("{\"uri\":\"a:b\"}", Picky.class)).isEqualTo(read);
            assertThat(write(read)).isEqualTo("{\"uri\":\"a:b\"}");
            assertThatThrownBy(() -> read("{\"picky\":{\"uri\":\"x\"}}", Outer.class))
                    .hasMessage("picky: a URI is due, found \"x\"");
        }
    }

    @Test
    void aRecordIsReadAndWrittenFieldByField() {
        String json = """
                {"text":"<a & b> = 'c'","count":3,"flag":true,"answer":"allowOnce",\
                "shapes":[{"type":"circle","radius":1},{"type":"squareBox","side":2,"name":"b"}],"any":{"x":[1,null]}}""";
        All all = new All("<a & b> = 'c'", null, 3, null, true, Answer.ALLOW_ONCE,
                List.of(new Shape.Circle(1), new Shape.SquareBox(2, "b")), new JsonText("{\"x\":[1,null]}"));
        assertThat(read(json, All.class)).isEqualTo(all);
        assertThat(write(all)).isEqualTo(json);
    }

    @Test
    void nullIsReadAsAbsentAndUnknownFieldsArePassedOver() {
        String json = """
                {"more":null,"nonsense":[{"a":1}],"text":"t","any":null,"count":0,"flag":false,"answer":"reject","shapes":[]}""";
        assertThat(read(json, All.class)).isEqualTo(new All("t", null, 0, null, false, Answer.REJECT, List.of(), null));
    }

    @Test
    void aTagMayComeLast() {
        assertThat(read("{\"shape\":{\"radius\":4,\"type\":\"circle\"}}", Outer.class).shape())
                .isEqualTo(new Shape.Circle(4));
    }

    @Test
    void theEmptyTableOfLuaIsTheOneThatIsDue() {
        assertThat(read("{\"pickies\":{}}", Outer.class).pickies()).isEmpty();
        assertThat(read("[]", Outer.class)).isEqualTo(new Outer(null, null, null, null, null, null, null, null));
    }

    @Test
    void wholeNumbersMayBeWrittenWithAPoint() {
        assertThat(read("{\"count\":3.0}", Outer.class).count()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"text":5}                                   | text: text is due, found a number
            {"text":{}}                                  | text: text is due, found an object
            {"count":"5"}                                | count: a number is due, found text
            {"count":1.5}                                | count: a whole number in range is due
            {"count":2147483648}                         | count: a whole number in range is due
            {"count":1e999999999}                        | count: a whole number in range is due
            {"flag":"true"}                              | flag: true or false is due, found text
            {"flag":1}                                   | flag: true or false is due, found a number
            {"share":"0.5"}                              | share: a number is due, found text
            {"answer":"maybe"}                           | answer: "maybe" is none of allowOnce, reject
            {"answer":"ALLOW_ONCE"}                      | answer: "ALLOW_ONCE" is none of allowOnce, reject
            {"shape":{"radius":1}}                       | shape.type: missing; due is one of circle, squareBox
            {"shape":{"type":"line"}}                    | shape.type: "line" is unknown; due is one of circle, squareBox
            {"shape":{"type":7}}                         | shape.type: 7 is unknown; due is one of circle, squareBox
            {"shape":{"type":"circle"}}                  | shape.radius: missing
            {"shape":[]}                                 | shape: an object is due, found a list
            {"picky":{"uri":"x"}}                        | picky: a URI is due, found "x"
            {"pickies":{"uri":"a:b"}}                    | pickies: a list is due, found an object
            {"picky":[{"uri":"a:b"}]}                    | picky: an object is due, found a list
            {"picky":[]}                                 | picky.uri: missing
            {"pickies":[{"uri":"a:b"},{"uri":null}]}     | pickies[1].uri: missing
            {"pickies":[null]}                           | pickies[0]: an object is due, found null
            """)
    void whatDoesNotFitIsNamed(String json, String problem) {
        assertThatThrownBy(() -> read(json, Outer.class)).isInstanceOf(Problem.class).hasMessage(problem);
    }

    private <T> T read(String json, Class<T> type) {
        return codec.decode(JsonParser.parseString(json), type);
    }

    private String write(Object value) {
        ResponseMessage answer = new ResponseMessage();
        answer.setId("1");
        answer.setResult(value);
        String json = codec.serialize(answer);
        String head = "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"result\":";
        assertThat(json).startsWith(head);
        return json.substring(head.length(), json.length() - 1);
    }
}
