package dev.podd.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.json.Json;
import dev.podd.model.ModelEvent;
import dev.podd.model.StopReason;
import dev.podd.pod.Subscription;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An editor that reads nothing for a while: suspended, in a debugger, or with an extension host that hangs. */
class SlowEditorTest {
    /** More than fits into a pipe. */
    private static final String LARGE = "x".repeat(200_000);
    private static final int TIMES = 15;
    /** One is read, one is written, one waits; and what comes while these are read. */
    private static final int FEW = 6;

    @TempDir
    private Path temp;
    private Stage stage;

    @BeforeEach
    void connect() {
        stage = new Stage(temp);
        stage.connect();
        send("{'id':1,'method':'initialize','params':{'workspaceFolders':[{'uri':'file://$root','name':'work'}],"
                + "'initializationOptions':{'pod':{'workspaceTrusted':true,'client':{'changes':true}}}}}");
        answer(1);
    }

    @AfterEach
    void close() {
        stage.close();
        assertThat(stage.faults).isEmpty();
    }

    @Test
    void getsTheNewestHunksAndFewBeforeThem() throws InterruptedException {
        send("{'id':2,'method':'pod/open','params':{}}");
        String pod = answer(2).at("/result/pod").textValue();
        stage.model()
                .then(Script.answer("calls [[\"c1\",\"write\",{\"path\":\"a.txt\",\"content\":\"" + LARGE + "\\n\"}]]"))
                .then(Script.answer("says \"done\""));
        send("{'id':3,'method':'pod/run','params':{'pod':'" + pod + "','input':[{'type':'text','text':'go'}]}}");
        answer(3);
        BlockingQueue<Path> looks = new LinkedBlockingQueue<>();
        try (Subscription _ = stage.reviews().listen(looks::add)) {
            send("{'method':'textDocument/didOpen','params':{'textDocument':{'uri':'file://$root/a.txt','languageId':'text',"
                    + "'version':1,'text':'" + LARGE + "\\n'}}}");
            looks.take();
            stage.peer().hold();
            for (int version = 2; version <= TIMES; version++) {
                looks.clear();
                send("{'method':'textDocument/didChange','params':{'textDocument':{'uri':'file://$root/a.txt','version':"
                        + version + "},'contentChanges':[{'range':{'start':{'line':0,'character':0},"
                        + "'end':{'line':0,'character':0}},'text':'typed\\n'}]}}");
                looks.take();
            }
        }
        stage.peer().resume();
        List<JsonNode> told = new ArrayList<>();
        while (told.isEmpty() || told.getLast().path("version").intValue() != TIMES) {
            told.add(told("changes/changed").at("/params/files/0"));
        }
        assertThat(told.size()).isLessThanOrEqualTo(FEW);
        assertThat(told.getLast().at("/hunks/0/range/start/line").intValue()).isEqualTo(TIMES - 1);
        assertThat(told.getLast().at("/hunks/0/newText").textValue()).isEqualTo(LARGE + "\n");
    }

    @Test
    void getsTheNewestTextOfAnInlineEditAndFewBeforeIt() throws InterruptedException {
        stage.file("a.txt", "one\n");
        send("{'method':'textDocument/didOpen','params':{'textDocument':{'uri':'file://$root/a.txt','languageId':'text',"
                + "'version':1,'text':'one\\n'}}}");
        CountDownLatch isHeld = new CountDownLatch(1);
        CountDownLatch isWritten = new CountDownLatch(1);
        CountDownLatch isRead = new CountDownLatch(1);
        stage.model().then(listener -> {
            isHeld.await();
            listener.accept(new ModelEvent.TextDelta(0, "```\n"));
            for (int i = 0; i < TIMES; i++) {
                listener.accept(new ModelEvent.TextDelta(0, i + LARGE + "\n"));
                LockSupport.parkNanos(100_000_000); // there is at most one update in half of that
            }
            isWritten.countDown();
            isRead.await();
            listener.accept(new ModelEvent.TextClosed(0, "CANNOT: no"));
            listener.accept(new ModelEvent.Finished(StopReason.END_TURN));
        });
        send("{'id':2,'method':'inline/start','params':{'textDocument':{'uri':'file://$root/a.txt','version':1},"
                + "'range':{'start':{'line':0,'character':0},'end':{'line':1,'character':0}},'instruction':'more'}}");
        assertThat(told("inline/update").at("/params/hunks")).isEmpty();
        stage.peer().hold();
        isHeld.countDown();
        isWritten.await();
        stage.peer().resume();
        int told = 1;
        while (!told("inline/update").at("/params/hunks/0/newText").asText().contains(TIMES - 1 + "x")) {
            told++;
        }
        isRead.countDown();
        assertThat(told).isLessThanOrEqualTo(FEW);
        assertThat(answer(2).at("/result/error/code").textValue()).isEqualTo("refused");
        assertThat(stage.peer().hasNothingLeft()).isTrue();
    }

    private void send(String json) {
        stage.peer().send(json.replace('\'', '"').replace("$root", stage.root.toString()));
    }

    private JsonNode told(String method) {
        JsonNode next = Json.read(stage.peer().receiveNext());
        while (!next.path("method").asText().equals(method)) {
            next = Json.read(stage.peer().receiveNext());
        }
        return next;
    }

    private JsonNode answer(int id) {
        JsonNode next = Json.read(stage.peer().receiveNext());
        while (next.path("id").intValue() != id || next.has("method")) {
            next = Json.read(stage.peer().receiveNext());
        }
        return next;
    }
}
