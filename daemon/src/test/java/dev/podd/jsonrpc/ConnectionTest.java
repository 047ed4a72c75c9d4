package dev.podd.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionTest {
    private final TestDoor door = new TestDoor();
    private final RawPeer peer = new RawPeer();
    private final Connection connection = new Connection(new HeaderFraming(peer.in(), peer.out()));
    private final Thread running = Thread.ofPlatform().start(() -> {
        try {
            connection.run(door);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    });

    @AfterEach
    void nothingIsLeftOver() throws InterruptedException {
        assertThat(peer.hasNothingLeft()).isTrue();
        connection.close();
        assertThat(running.join(Duration.ofSeconds(20))).isTrue();
        peer.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"jsonrpc":"2.0","id":1,"method":"echo","params":{"text":"<a & b>"}}     | {"jsonrpc":"2.0","id":1,"result":{"text":"<a & b>"}}
            {"params":{"text":"t"},"method":"echo","id":"x","jsonrpc":"2.0"}         | {"jsonrpc":"2.0","id":"x","result":{"text":"t"}}
            {"id":9007199254740993,"method":"first","params":{"text":"t"}}           | {"jsonrpc":"2.0","id":9007199254740993,"result":{"text":"t"}}
            {"id":123456789012345678901234567890,"method":"echo","params":{"text":"t"}} | {"jsonrpc":"2.0","id":123456789012345678901234567890,"result":{"text":"t"}}
            {"id":1.5,"method":"echo","params":{"text":"t"}}                         | {"jsonrpc":"2.0","id":1.5,"result":{"text":"t"}}
            {"id":1,"method":"echo","params":[{"text":"t"}]}                         | {"jsonrpc":"2.0","id":1,"result":{"text":"t"}}
            {"id":1,"method":"nothing"}                                              | {"jsonrpc":"2.0","id":1,"result":null}
            {"id":1,"method":"nothing","params":null}                                | {"jsonrpc":"2.0","id":1,"result":null}
            {"id":1,"method":"nothing","params":[]}                                  | {"jsonrpc":"2.0","id":1,"result":null}
            {"id":1,"method":"deep","params":{"any":{"a":[1,null,"x"]}}}             | {"jsonrpc":"2.0","id":1,"result":{"any":{"a":[1,null,"x"]}}}
            {"params":{"text":5},"method":"echo","id":1}                             | {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"text: text is due, found a number"}}
            {"id":1,"method":"echo"}                                                 | {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"text: missing"}}
            {"id":1,"method":"echo","params":"t"}                                    | {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"params: an object is due"}}
            {"id":1,"method":"echo","params":[1,2]}                                  | {"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"params: an object is due"}}
            {"id":1,"method":"none"}                                                 | {"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"no method none"}}
            {"id":1,"method":"note","params":{"text":"t"}}                           | {"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"no method note"}}
            {"id":1,"method":"forbidden"}                                            | {"jsonrpc":"2.0","id":1,"error":{"code":-32002,"message":"not yet"}}
            {"id":1,"method":"refuse"}                                               | {"jsonrpc":"2.0","id":1,"error":{"code":-32011,"message":"busy","data":{"text":"more"}}}
            {"id":1,"method":"bug"}                                                  | {"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"internal error in bug"}}
            {"id":1e400,"method":"echo","params":{"text":"t"}}                       | {"jsonrpc":"2.0","id":1e400,"result":{"text":"t"}}
            {"id":true,"method":"echo"}                                              | {"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"id: text or a number is due"}}
            {"id":1,"method":7}                                                      | {"jsonrpc":"2.0","id":1,"error":{"code":-32600,"message":"method: text is due"}}
            {"id":1}                                                                 | {"jsonrpc":"2.0","id":1,"error":{"code":-32600,"message":"method: missing"}}
            {}                                                                       | {"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"method: missing"}}
            {"jsonrpc":"1.0","id":1,"method":"nothing"}                              | {"jsonrpc":"2.0","id":1,"error":{"code":-32600,"message":"jsonrpc: \\"2.0\\" is due"}}
            [{"id":1,"method":"nothing"}]                                            | {"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"batches are not taken"}}
            5                                                                        | {"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"a message is an object"}}
            """)
    void everyRequestGetsItsAnswer(String request, String answer) {
        peer.send(request);
        expect(answer);
    }

    @Test
    void whatGoesBeyondALimitIsAnsweredWithItsId() {
        peer.send("{\"id\":1,\"method\":\"deep\",\"params\":{\"any\":" + "[".repeat(600) + "]".repeat(600) + "}}");
        expect("{'jsonrpc':'2.0','id':1,'error':{'code':-32600,'message':'message is nested deeper than 500 levels'}}");
        peer.send("{\"params\":{\"any\":[" + "0,".repeat(1_500_000) + "0]},\"method\":\"deep\",\"id\":2}");
        assertThat(peer.receiveNext()).startsWith("{\"jsonrpc\":\"2.0\",\"id\":2,\"error\":{\"code\":-32600,")
                .contains("so many values");
        peer.send("{\"id\":3,\"method\":\"deep\",\"params\":{\"any\":\"\\\"" + "5".repeat(2000) + "\",\"n\":"
                + "1".repeat(2000) + "}}");
        expect("{'jsonrpc':'2.0','id':3,'error':{'code':-32602,"
                + "'message':'params: a number of more than 1000 digits'}}");
        peer.send("{\"id\":4,\"method\":\"" + "m".repeat(300) + "\"}");
        expect("{'jsonrpc':'2.0','id':4,'error':{'code':-32601,'message':'no method " + "m".repeat(40)
                + "… (300 characters)'}}");
        peer.send("{\"method\":\"" + "m".repeat(300) + "\"}"); // a notification, which is never answered
        peer.send("{\"id\":\"" + "i".repeat(2000) + "\",\"method\":\"nothing\"}");
        expect("{'jsonrpc':'2.0','id':null,'error':{'code':-32600,'message':'id: longer than 1000 characters'}}");
        expectEcho();
    }

    @Test
    void anErrorInAHandlerIsAnsweredAndReported() throws InterruptedException {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        try {
            Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> door.seen.add("uncaught " + failure));
            peer.send("{\"id\":1,\"method\":\"memory\"}");
            expect("{'jsonrpc':'2.0','id':1,'error':{'code':-32603,'message':'internal error in memory'}}");
            assertThat(door.seen.take()).isEqualTo("java.lang.OutOfMemoryError: full");
            assertThat(door.seen.take()).isEqualTo("uncaught java.lang.OutOfMemoryError: full");
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    void requestsWithLargeAnswersWaitUntilThePeerReadsAndOthersDoNot() throws InterruptedException {
        peer.hold();
        String text = "x".repeat(1 << 20);
        for (int i = 0; i < 40; i++) {
            peer.send("{\"id\":" + i + ",\"method\":\"large\",\"params\":{\"text\":\"" + text + "\"}}");
        }
        peer.send("{\"id\":100,\"method\":\"turn\",\"params\":{\"queue\":\"a\",\"text\":\"t\"}}");
        while (!door.seen.contains("accepted t")) {
            Thread.onSpinWait();
        }
        assertThat(door.seen.stream().filter("large"::equals)).hasSizeLessThan(39);
        peer.resume();
        door.gate.countDown();
        for (int i = 0; i < 41; i++) {
            peer.receiveNext();
        }
        assertThat(door.seen.stream().filter("large"::equals)).hasSize(40);
    }

    @Test
    void ofStatesThatAPeerDoesNotReadOneWaitsAndItIsTheNewest() {
        Newest<TestDoor.Text> states = new Newest<>(connection, "state", (before, now) -> now);
        String large = "x".repeat(1 << 20);
        peer.hold();
        for (int i = 1; i <= 1000; i++) {
            states.tell(new TestDoor.Text(i + large));
        }
        peer.resume();
        int told = 0;
        for (String state = ""; !state.contains("\"1000x"); told++) {
            state = peer.receiveNext();
        }
        assertThat(told).isLessThanOrEqualTo(3); // the writer has one, the peer another
        states.tell(new TestDoor.Text("later"));
        expect("{'jsonrpc':'2.0','method':'state','params':{'text':'later'}}");
    }

    @Test
    void aStateKeepsItsPlaceBeforeWhatWasToldSince() {
        Newest<TestDoor.Text> states = new Newest<>(connection, "state", (before, now) -> new TestDoor.Text(
                before.text() + now.text()));
        peer.hold();
        connection.tell("large", new TestDoor.Text("x".repeat(1 << 20)));
        connection.tell("large", new TestDoor.Text("x".repeat(1 << 20)));
        connection.tell("large", new TestDoor.Text("x".repeat(1 << 20)));
        states.tell(new TestDoor.Text("1"));
        connection.tell("told", new TestDoor.Text("behind"));
        states.tell(new TestDoor.Text("2"));
        peer.resume();
        for (int i = 0; i < 3; i++) {
            assertThat(peer.receiveNext()).contains("large");
        }
        expect("{'jsonrpc':'2.0','method':'state','params':{'text':'12'}}");
        expect("{'jsonrpc':'2.0','method':'told','params':{'text':'behind'}}");
        states.drop();
        expectEcho();
    }

    @Test
    void questionsThatAreGivenUpDoNotPileUpForAPeerThatDoesNotRead() throws InterruptedException {
        TestDoor.Text large = new TestDoor.Text("x".repeat(1 << 20));
        peer.hold();
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> connection.ask("ask", large, TestDoor.Text.class, Duration.ofMillis(10)))
                    .isInstanceOf(RpcException.class);
        }
        peer.resume();
        connection.tell("told", new TestDoor.Text("behind"));
        int asked = 0;
        for (String next = ""; !next.contains("behind");) {
            next = peer.receiveNext();
            asked += next.contains("\"method\":\"ask\"") ? 1 : 0;
        }
        assertThat(asked).isLessThanOrEqualTo(3); // the writer had one, the peer another
    }

    @Test
    void requestsThatNobodyCouldHoldAreRefusedUntilOthersAreAnswered() {
        int all = 17_000;
        for (int i = 0; i < all; i++) {
            peer.send("{\"id\":" + i + ",\"method\":\"wait\"}");
        }
        assertThat(peer.receiveNext()).contains("\"code\":-32600", "are not answered yet");
        door.gate.countDown();
        for (int i = 1; i < all; i++) {
            peer.receiveNext();
        }
        expectEcho();
    }

    @Test
    void whatCannotBeReadIsAnsweredWithoutAnIdAndTheNextMessageWorks() {
        for (String body : List.of("", "{\"id\":5,", "not json".repeat(3000), "\"\u00C3\"", "{} {}")) {
            peer.sendRaw("Content-Length: " + body.length() + "\r\n\r\n");
            peer.sendRaw(body.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(peer.receiveNext()).startsWith("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,");
            expectEcho();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', value = {
        "not json§message is not readable as JSON at line 1, column 1",
        "{'a':[1,§message is not readable as JSON: End of input at line 1, column 9",
        "{'a' 1}§message is not readable as JSON: Expected ':' at line 1, column 7",
        "{} {}§message is not readable as JSON at line 1, column 5"})
    void whatCannotBeReadIsToldByItsPlaceInPlainWords(String body, String message) {
        peer.send(body.replace('\'', '"'));
        assertThat(peer.receiveNext()).contains("\"message\":\"" + message + "\"");
    }

    @Test
    void aFrameThatIsNoneIsAnsweredAndTheNextMessageWorks() {
        peer.sendRaw("Content-Length: x\r\n\r\n{}");
        expect("{'jsonrpc':'2.0','id':null,'error':{'code':-32600,"
                + "'message':'Content-Length \\'x\\'; a number of bytes is due'}}");
        expectEcho();
    }

    @Test
    void aByteOrderMarkBeforeAMessageIsPassedOver() {
        peer.send("\uFEFF{\"id\":1,\"method\":\"nothing\"}");
        expect("{'jsonrpc':'2.0','id':1,'result':null}");
    }

    @Test
    void nestingWithoutEndIsRefused() {
        peer.send("{\"id\":1,\"method\":\"deep\",\"params\":{\"any\":" + "[".repeat(100_000) + "]".repeat(100_000)
                + "}}");
        assertThat(peer.receiveNext()).startsWith("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32600,");
        expectEcho();
    }

    @Test
    void loneSurrogatesSurviveBothWays() {
        peer.send("{\"id\":1,\"method\":\"echo\",\"params\":{\"text\":\"\\ud83d 😀 \\ude00\"}}");
        expect("{'jsonrpc':'2.0','id':1,'result':{'text':'\\ud83d 😀 \\ude00'}}");
    }

    @Test
    void answersToNothingAreNotAnswered() {
        peer.send("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"?\"}}");
        peer.send("{\"jsonrpc\":\"2.0\",\"id\":77,\"result\":{}}");
        peer.send("{\"method\":\"$/unknown\"}");
        peer.send("{\"method\":\"note\",\"params\":{\"text\":5}}");
        expectEcho();
    }

    @Test
    void aHandlerThatWaitsDelaysNobody() throws InterruptedException {
        peer.send("{\"id\":1,\"method\":\"wait\"}");
        assertThat(door.seen.take()).isEqualTo("waiting");
        expectEcho();
        door.gate.countDown();
        expect("{'jsonrpc':'2.0','id':1,'result':{'text':'waited'}}");
    }

    @ParameterizedTest
    @CsvSource({"wait", "stubborn"})
    void aCancelInterruptsTheHandlerAndIsTheAnswer(String method) throws InterruptedException {
        peer.send("{\"id\":\"7\",\"method\":\"" + method + "\"}");
        assertThat(door.seen.take()).isEqualTo("waiting");
        peer.send("{\"method\":\"$/cancelRequest\",\"params\":{\"id\":7}}");
        expectEcho();
        peer.send("{\"method\":\"$/cancelRequest\",\"params\":{\"id\":\"7\"}}");
        assertThat(door.seen.take()).isEqualTo("interrupted");
        expect("{'jsonrpc':'2.0','id':'7','error':{'code':-32800,'message':'" + method + " was cancelled'}}");
    }

    @Test
    void requestsOfOneQueueAreAcceptedInOrderAndWaitSideBySide() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            peer.send("{\"id\":" + i + ",\"method\":\"turn\",\"params\":{\"queue\":\"q\",\"text\":\"" + i + "\"}}");
        }
        for (int i = 0; i < 20; i++) {
            assertThat(door.seen.take()).isEqualTo("accepted " + i);
        }
        door.gate.countDown();
        for (int i = 0; i < 20; i++) {
            assertThat(peer.receiveNext()).contains("\"text\":\"done ");
        }
    }

    @Test
    void notificationsHaveTheirEffectBeforeALaterRequestIsLookedAt() {
        peer.send("{\"method\":\"note\",\"params\":{\"text\":\"noted\"}}");
        peer.send("{\"id\":1,\"method\":\"first\",\"params\":{\"text\":\"t\"}}");
        expect("{'jsonrpc':'2.0','id':1,'result':{'text':'t'}}");
        assertThat(door.seen).containsExactly("noted");
    }

    @Test
    void aQuestionIsPairedWithItsAnswer() throws Exception {
        CompletableFuture<TestDoor.Text> answer = ask();
        assertThat(peer.receiveNext())
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"ask\",\"params\":{\"text\":\"?\"}}");
        peer.send("{\"result\":{\"text\":\"!\"},\"id\":\"1\"}");
        assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(new TestDoor.Text("!"));
    }

    @Test
    void aQuestionMayBeAnsweredWithNullWithNothingOrWithAnError() throws Exception {
        CompletableFuture<TestDoor.Text> first = ask();
        peer.receiveNext();
        peer.send("{\"id\":\"1\",\"result\":null}");
        assertThat(first.get(20, TimeUnit.SECONDS)).isNull();

        CompletableFuture<TestDoor.Text> second = ask();
        peer.receiveNext();
        peer.send("{\"id\":2}");
        assertThat(second.get(20, TimeUnit.SECONDS)).isNull();

        CompletableFuture<TestDoor.Text> third = ask();
        peer.receiveNext();
        peer.send("{\"id\":\"3\",\"error\":{\"code\":-32601,\"message\":\"what?\"}}");
        assertThatThrownBy(() -> third.get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(RpcException.class).hasMessageContaining("what?");

        CompletableFuture<TestDoor.Text> fourth = ask();
        peer.receiveNext();
        peer.send("{\"id\":\"4\",\"result\":{\"text\":5}}");
        assertThatThrownBy(() -> fourth.get(20, TimeUnit.SECONDS))
                .hasMessageContaining("answer to ask: text: text is due, found a number");
    }

    @Test
    void aQuestionThatIsAskedToItsEndIsNotWithdrawn() throws Exception {
        CompletableFuture<Boolean> wasInterrupted = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            Thread.currentThread().interrupt();
            connection.askToEnd("ask", new TestDoor.Text("?"), TestDoor.Text.class);
            wasInterrupted.complete(Thread.interrupted());
        });
        assertThat(peer.receiveNext()).contains("\"id\":\"1\"");
        peer.send("{\"id\":\"1\",\"result\":null}");
        assertThat(wasInterrupted.get(20, TimeUnit.SECONDS)).isTrue();
        peer.send("{\"id\":1,\"method\":\"first\",\"params\":{\"text\":\"t\"}}");
        expect("{'jsonrpc':'2.0','id':1,'result':{'text':'t'}}");
    }

    @Test
    void aQuestionGivenUpIsWithdrawn() throws InterruptedException {
        Thread asking = Thread.startVirtualThread(() -> {
            assertThatThrownBy(() -> connection.ask("ask", new TestDoor.Text("?"), TestDoor.Text.class))
                    .isInstanceOf(InterruptedException.class);
        });
        peer.receiveNext();
        asking.interrupt();
        expect("{'jsonrpc':'2.0','method':'$/cancelRequest','params':{'id':'1'}}");
        asking.join();
    }

    @Test
    void theEndOfInputEndsEverything() throws Exception {
        CompletableFuture<TestDoor.Text> answer = ask();
        peer.receiveNext();
        peer.send("{\"id\":1,\"method\":\"wait\"}");
        assertThat(door.seen.take()).isEqualTo("waiting");
        peer.endInput();
        assertThat(running.join(Duration.ofSeconds(1))).isTrue();
        assertThat(door.seen.poll(20, TimeUnit.SECONDS)).isEqualTo("interrupted");
        assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ConnectionClosedException.class);
    }

    @Test
    void answersOvertakeAStreamThatThePeerIsSlowToRead() {
        AtomicInteger deltas = new AtomicInteger();
        AtomicBoolean more = new AtomicBoolean(true);
        connection.wake("delta", stream(() -> more.get() ? new TestDoor.Text(deltas.incrementAndGet() + "") : null));
        for (int i = 1; i < 1000; i++) {
            expect("{'jsonrpc':'2.0','method':'delta','params':{'text':'" + i + "'}}");
        }
        peer.send("{\"id\":1,\"method\":\"nothing\"}");
        String next = peer.receiveNext();
        while (next.contains("delta")) {
            next = peer.receiveNext();
        }
        assertThat(next).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":null}");
        more.set(false);
        connection.tell("end", new TestDoor.Text(""));
        while (!next.contains("end")) {
            next = peer.receiveNext();
        }
    }

    @Test
    void aStreamIsNotAskedForMoreThanThePeerReads() {
        AtomicInteger asked = new AtomicInteger();
        TestDoor.Text large = new TestDoor.Text("x".repeat(100_000));
        peer.hold();
        connection.wake("delta", stream(() -> asked.incrementAndGet() <= 1000 ? large : null));
        while (asked.get() == 0) {
            Thread.onSpinWait();
        }
        assertThat(asked.get()).isLessThan(20);
        peer.resume();
        for (int i = 0; i < 1000; i++) {
            assertThat(peer.receiveNext()).hasSizeGreaterThan(100_000);
        }
    }

    /** A stream that gives what the supplier gives, until that is null. */
    private static Stream stream(Supplier<TestDoor.@Nullable Text> source) {
        return new Stream() {
            @Override
            public long last() {
                return Long.MAX_VALUE;
            }

            @Override
            public TestDoor.@Nullable Text next(long upTo) {
                return source.get();
            }
        };
    }

    private CompletableFuture<TestDoor.Text> ask() {
        CompletableFuture<TestDoor.Text> answer = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                answer.complete(connection.ask("ask", new TestDoor.Text("?"), TestDoor.Text.class));
            } catch (InterruptedException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    private void expectEcho() {
        peer.send("{\"id\":99,\"method\":\"echo\",\"params\":{\"text\":\"next\"}}");
        expect("{'jsonrpc':'2.0','id':99,'result':{'text':'next'}}");
    }

    private void expect(String json) {
        assertThat(peer.receiveNext())
                .isEqualTo(json.replace("\\'", "\u0001").replace('\'', '"').replace("\u0001", "\\\""));
    }
}
