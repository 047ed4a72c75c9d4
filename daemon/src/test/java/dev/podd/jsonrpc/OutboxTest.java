package dev.podd.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.NotificationMessage;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox();

    @Test
    void neighboursOfOneStreamAreJoinedAcrossOtherStreams() throws InterruptedException {
        stream("a", "1");
        stream("b", "x");
        stream("a", "2");
        stream("b", "!");
        stream("b", "y");
        stream("a", "3");
        assertThat(takeAll()).containsExactly("a 123", "b x", "b !", "b y");
    }

    @Test
    void whatIsTakenIsJoinedNoMore() throws InterruptedException {
        stream("a", "1");
        stream("a", "2");
        assertThat(text(outbox.take())).isEqualTo("a 12");
        stream("a", "3");
        assertThat(takeAll()).containsExactly("a 3");
    }

    @Test
    void answersOvertakeUnlessTheyBelongBehind() throws InterruptedException {
        stream("a", "1");
        outbox.addLast(answer("behind"));
        outbox.addFirst(answer("ahead 1"));
        outbox.addFirst(answer("ahead 2"));
        assertThat(takeAll()).containsExactly("ahead 1", "ahead 2", "a 1", "behind");
    }

    @Test
    void aStreamThatIsNotReadMakesItsSenderWait() throws InterruptedException {
        Thread sender = Thread.startVirtualThread(() -> {
            for (int i = 0; i < 2000; i++) {
                stream("a", "!");
            }
        });
        List<String> taken = new ArrayList<>();
        while (taken.size() < 2000) {
            taken.add(text(outbox.take()));
        }
        sender.join();
        assertThat(taken).hasSize(2000).containsOnly("a !");
    }

    @Test
    void anInterruptedSenderLosesNothing() throws InterruptedException {
        Thread sender = Thread.startVirtualThread(() -> {
            for (int i = 0; i < 1000; i++) {
                stream("a", "!");
            }
        });
        sender.interrupt();
        sender.join();
        outbox.close();
        assertThat(takeAll()).hasSize(1000);
    }

    @Test
    void whatWasAddedBeforeTheEndIsStillTaken() throws InterruptedException {
        outbox.addFirst(answer("last words"));
        outbox.close();
        outbox.addFirst(answer("too late"));
        stream("a", "too late");
        assertThat(takeAll()).containsExactly("last words");
        assertThat(outbox.take()).isNull();
    }

    private void stream(String stream, String text) {
        TestDoor.Delta delta = new TestDoor.Delta(stream, text);
        NotificationMessage message = new NotificationMessage();
        message.setParams(delta);
        outbox.stream(message, delta);
    }

    private static Message answer(String text) {
        ResponseMessage answer = new ResponseMessage();
        answer.setId(text);
        return answer;
    }

    private List<String> takeAll() throws InterruptedException {
        List<String> all = new ArrayList<>();
        while (!outbox.isEmpty()) {
            all.add(text(outbox.take()));
        }
        return all;
    }

    private static String text(Message message) {
        return switch (message) {
            case ResponseMessage answer -> answer.getId();
            case NotificationMessage note when note.getParams() instanceof TestDoor.Delta delta -> delta.stream() + " "
                    + delta.text();
            default -> throw new IllegalStateException(String.valueOf(message));
        };
    }
}
