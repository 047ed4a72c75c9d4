package dev.podd.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.buffer.Position;
import dev.podd.buffer.PositionEncoding;
import dev.podd.buffer.Text;
import dev.podd.item.Item;
import dev.podd.item.Role;
import dev.podd.json.Json;
import dev.podd.model.ModelEvent;
import dev.podd.model.ModelRequest;
import dev.podd.model.StopReason;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Someone types all over a chat file, closes it and opens it again, while the answer streams in. */
final class ChatTypingTest {
    private static final int PIECES = 150;
    private static final int ANSWERS = 60;
    private static final int KEYS = 25;
    private static final String QUESTION = "## You\n\nA question\n";

    @TempDir
    private Path temp;
    private Stage stage;
    private String uri;
    private Text text = Text.of(QUESTION);
    private int version = 1;
    private int typed;
    private int requests = 10;

    @BeforeEach
    void connect() {
        stage = new Stage(temp);
        stage.connect();
        uri = "file://" + stage.root + "/a.pod.md";
        send(object("initialize").set("params", Json.read("{\"workspaceFolders\":[{\"uri\":\"file://" + stage.root
                + "\",\"name\":\"work\"}],\"initializationOptions\":{\"pod\":{\"workspaceTrusted\":true}}}")), 1);
        stage.peer().receiveNext();
    }

    @AfterEach
    void close() {
        stage.close();
        assertThat(stage.faults).isEmpty();
    }

    private static ObjectNode object(String method) {
        return Json.object().put("method", method);
    }

    private void send(JsonNode message, int id) {
        stage.peer().send((id == 0 ? message : ((ObjectNode) message).put("id", id)).toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void noKeystrokeIsLostAndTheAnswerIsWhole(long seed) {
        Random random = new Random(seed);
        StringBuilder answer = new StringBuilder();
        for (int i = 0; i < PIECES; i++) {
            answer.append("word").append(i).append(random.nextInt(8) == 0 ? "\n" : " ");
        }
        answer.append("end");
        stage.model().then(listener -> {
            for (int at = 0; at < answer.length(); at += 7) {
                listener.accept(new ModelEvent.TextDelta(0, answer.substring(at, Math.min(answer.length(), at + 7))));
                Thread.sleep(5);
            }
            listener.accept(new ModelEvent.TextClosed(0, answer.toString()));
            listener.accept(new ModelEvent.Finished(StopReason.END_TURN));
        });
        open();
        send(object("workspace/executeCommand").set("params", Json.read(
                "{\"command\":\"podd.send\",\"arguments\":[{\"uri\":\"" + uri + "\"}]}")), 2);
        while (text.toString().lastIndexOf("## You") <= text.toString().indexOf("## Podd")
                || !text.toString().contains("## Podd")) {
            JsonNode message = Json.read(stage.peer().receiveNext());
            if (message.path("method").asText().equals("workspace/applyEdit")) {
                edit(message, random);
            }
        }
        assertThat(text.toString().replaceAll("[\\uE000-\\uF8FF]", "").stripTrailing()).isEqualTo(
                "<!-- podd: session session-1 -->\n\n" + QUESTION + "\n## Podd\n\n" + answer + "\n\n## You");
        for (int i = 1; i <= typed; i++) {
            assertThat(text.toString()).as("keystroke %d", i).containsOnlyOnce(key(i));
        }
        assertThat(typed).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatIsSentMeanwhileIsHeardOnceAndStandsInTheFileOnce(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < ANSWERS; i++) {
            int number = i;
            stage.model().then(listener -> answer(number, listener));
        }
        open();
        send();
        int lastSent = 0;
        boolean isAllSaid = false;
        while (!isAllSaid) {
            JsonNode message = Json.read(stage.peer().receiveNext());
            String told = message.at("/params/message").asText();
            if (message.path("method").asText().equals("workspace/applyEdit")) {
                take(message);
            }
            boolean hasNothing = told.startsWith("Nothing to send");
            isAllSaid = hasNothing && typed >= KEYS;
            if (typed < KEYS && (hasNothing || random.nextInt(3) == 0)) {
                typeBelow(random.nextInt(4) == 0 ? "\n" : "");
            }
            if (told.startsWith("Podd still answers") || lastSent != version && (isOver() || random.nextInt(4) == 0)) {
                lastSent = version;
                send();
            }
        }
        String file = text.toString();
        List<ModelRequest> asked = stage.model().requests();
        String heard = asked.getLast().history().stream().filter(Item.Message.class::isInstance)
                .map(Item.Message.class::cast).filter(each -> each.role() == Role.USER).map(Item.Message::text)
                .collect(Collectors.joining("\n"));
        for (int i = 1; i <= typed; i++) {
            assertThat(file).as("keystroke %d of %d in the file", i, typed).containsOnlyOnce(key(i));
            assertThat(heard).as("keystroke %d of %d as it was heard, of %s", i, typed, file).containsOnlyOnce(key(i));
        }
        for (int i = 0; i < asked.size(); i++) {
            assertThat(file).containsOnlyOnce("answer " + i + " ends");
        }
    }

    /** An editor that refuses what is meant for an older version. */
    private void take(JsonNode request) {
        JsonNode change = request.at("/params/edit/documentChanges/0");
        boolean isNow = change.at("/textDocument/version").intValue() == version;
        if (isNow) {
            apply((ArrayNode) change.path("edits"));
        }
        stage.peer().send("{\"id\":" + request.path("id") + ",\"result\":{\"applied\":" + isNow + "}}");
    }

    /** In pieces, so that there is time to say something. */
    private static void answer(int number, Consumer<ModelEvent> listener) throws InterruptedException {
        String whole = "answer " + number + " is a long one, answer " + number + " ends";
        for (int at = 0; at < whole.length(); at += 4) {
            listener.accept(new ModelEvent.TextDelta(0, whole.substring(at, Math.min(whole.length(), at + 4))));
            Thread.sleep(20);
        }
        listener.accept(new ModelEvent.TextClosed(0, whole));
        listener.accept(new ModelEvent.Finished(StopReason.END_TURN));
    }

    private void send() {
        send(object("workspace/executeCommand").set("params", Json.read(
                "{\"command\":\"podd.send\",\"arguments\":[{\"uri\":\"" + uri + "\"}]}")), ++requests);
    }

    private boolean isOver() {
        return text.toString().lastIndexOf("## You") > text.toString().lastIndexOf("\n## Podd");
    }

    /** At the end of the file. */
    private void typeBelow(String before) {
        Position end = text.position(text.length(), PositionEncoding.UTF_16);
        change(end, end, before + key(++typed));
    }

    /** An editor that refuses what is meant for an older version, and at whose keyboard somebody sits. */
    private void edit(JsonNode request, Random random) {
        JsonNode change = request.at("/params/edit/documentChanges/0");
        if (random.nextInt(3) == 0) {
            type(random);
        }
        boolean isNow = change.at("/textDocument/version").intValue() == version;
        if (isNow) {
            apply((ArrayNode) change.path("edits"));
        }
        if (random.nextInt(6) == 0 && isNow) {
            type(random);
        }
        if (random.nextInt(10) == 0) {
            send(object("textDocument/didClose").set("params",
                    Json.read("{\"textDocument\":{\"uri\":\"" + uri + "\"}}")),
                    0);
            open();
        }
        stage.peer().send("{\"id\":" + request.path("id") + ",\"result\":{\"applied\":" + isNow + "}}");
    }

    private void open() {
        ObjectNode message = object("textDocument/didOpen");
        message.withObject("params").withObject("textDocument").put("uri", uri).put("languageId", "markdown")
                .put("version", ++version).put("text", text.toString());
        send(message, 0);
    }

    /** Anywhere but in headings and the first line. */
    private void type(Random random) {
        String now = text.toString();
        int podd = now.indexOf("## Podd\n\n");
        int from = podd < 0 ? now.indexOf("A question") : podd + 9;
        int at = random.nextInt(4) == 0 ? now.indexOf("A question") + 2
                : from + random.nextInt(now.length() - from + 1);
        Position place = text.position(at, PositionEncoding.UTF_16);
        change(place, place, key(++typed));
    }

    /** A character that stands nowhere else. */
    private static String key(int number) {
        return String.valueOf((char) (0xE000 + number));
    }

    private void apply(ArrayNode edits) {
        for (int i = edits.size() - 1; i >= 0; i--) {
            JsonNode range = edits.get(i).path("range");
            change(position(range.path("start")), position(range.path("end")),
                    edits.get(i).path("newText").textValue());
        }
    }

    private static Position position(JsonNode json) {
        return new Position(json.path("line").intValue(), json.path("character").intValue());
    }

    private void change(Position start, Position end, String more) {
        text = text.replace(text.offset(start, PositionEncoding.UTF_16), text.offset(end, PositionEncoding.UTF_16),
                more);
        ObjectNode message = object("textDocument/didChange");
        ObjectNode params = message.withObject("params");
        params.withObject("textDocument").put("uri", uri).put("version", ++version);
        ObjectNode change = params.withArray("contentChanges").addObject().put("text", more);
        ObjectNode range = change.withObject("range");
        range.withObject("start").put("line", start.line()).put("character", start.character());
        range.withObject("end").put("line", end.line()).put("character", end.character());
        send(message, 0);
    }
}
