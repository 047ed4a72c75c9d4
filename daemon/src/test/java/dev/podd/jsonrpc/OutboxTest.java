package dev.podd.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.NotificationMessage;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox();
    private final Map<String, Given> streams = new HashMap<>();

    @Test
    void answersOvertakeUnlessTheyBelongBehind() throws InterruptedException {
        give("a", "1");
        outbox.addLast(answer("behind"));
        outbox.addFirst(answer("ahead 1"));
        outbox.addFirst(answer("ahead 2"));
        assertThat(takeAll()).containsExactly("ahead 1", "ahead 2", "a 1", "behind");
    }

    @Test
    void whatAStreamHadBeforeAMessageComesBeforeIt() throws InterruptedException {
        give("a", "1");
        give("a", "2");
        outbox.addLast(answer("one"));
        assertThat(text(outbox.take())).isEqualTo("a 1");
        give("b", "x");
        outbox.addLast(answer("two"));
        assertThat(takeAll()).containsExactly("a 2", "one", "b x", "two");
    }

    @Test
    void aStreamThatNeverRunsDryHoldsUpNoOther() throws InterruptedException {
        give("busy", "1");
        give("other", "x");
        outbox.addLast(answer("question"));
        List<String> sent = new ArrayList<>();
        for (int i = 2; i < 7; i++) {
            give("busy", i + "");
            sent.add(text(outbox.take()));
        }
        assertThat(sent).containsExactly("busy 1", "other x", "question", "busy 2", "busy 3");
    }

    @Test
    void streamsThatTakeTurnsComeInOrderAndHoldUpNoOther() throws InterruptedException {
        List<String> due = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            give("a", i + "");
            give("b", i + "");
            give("c", i + "");
            due.addAll(List.of("a " + i, "b " + i, "c " + i));
        }
        outbox.addLast(answer("behind"));
        List<String> sent = takeAll();
        assertThat(sent).last().isEqualTo("behind");
        assertThat(sent.subList(0, 6)).contains("a 1", "b 1", "c 1");
        for (String stream : List.of("a ", "b ", "c ")) {
            assertThat(sent).filteredOn(text -> text.startsWith(stream))
                    .isEqualTo(due.stream().filter(text -> text.startsWith(stream)).toList());
        }
    }

    @Test
    void aStreamThatRanDryIsAskedAgainWhenWoken() throws InterruptedException {
        give("a", "1");
        assertThat(takeAll()).containsExactly("a 1");
        give("a", "2");
        assertThat(takeAll()).containsExactly("a 2");
    }

    @Test
    void nothingIsLostBetweenStreamsAndTheWriter() throws InterruptedException {
        Thread sender = Thread.startVirtualThread(() -> {
            for (int i = 0; i < 20_000; i++) {
                give("a", i + "");
            }
        });
        for (int i = 0; i < 20_000; i++) {
            assertThat(text(outbox.take())).isEqualTo("a " + i);
        }
        sender.join();
    }

    @Test
    void whatIsTakenBackIsNotSentAndHoldsUpNoStream() throws InterruptedException {
        give("a", "1");
        Message question = answer("question");
        outbox.addLast(question);
        assertThat(outbox.takeBack(question)).isTrue();
        give("a", "2");
        outbox.addLast(answer("behind"));
        assertThat(takeAll()).containsExactly("a 1", "a 2", "behind");
        outbox.addLast(question);
        assertThat(text(outbox.take())).isEqualTo("question");
        assertThat(outbox.takeBack(question)).isFalse();
    }

    @Test
    void whatWasAddedBeforeTheEndIsStillTaken() throws InterruptedException {
        outbox.addFirst(answer("last words"));
        outbox.close();
        outbox.addFirst(answer("too late"));
        give("a", "too late");
        assertThat(takeAll()).containsExactly("last words");
        assertThat(outbox.take()).isNull();
    }

    private void give(String name, String text) {
        Given given = streams.computeIfAbsent(name, same -> new Given());
        given.texts.add(text);
        given.added.incrementAndGet();
        outbox.wake(name, given);
    }

    private static Message answer(String text) {
        ResponseMessage answer = new ResponseMessage();
        answer.setId(text);
        return answer;
    }

    private List<String> takeAll() {
        List<String> all = new ArrayList<>();
        for (Message next = outbox.poll(); next != null; next = outbox.poll()) {
            all.add(text(next));
        }
        return all;
    }

    private static String text(@Nullable Message message) {
        return switch (Objects.requireNonNull(message)) {
            case ResponseMessage answer -> answer.getId();
            case NotificationMessage note -> note.getMethod() + " " + note.getParams();
            default -> throw new IllegalStateException(String.valueOf(message));
        };
    }

    /** A stream of what a test gave it. */
    private static final class Given implements Stream {
        private final Queue<String> texts = new ConcurrentLinkedQueue<>();
        private final AtomicLong added = new AtomicLong();
        private long taken;

        @Override
        public long last() {
            return added.get();
        }

        @Override
        public @Nullable Object next(long upTo) {
            String next = taken < upTo ? texts.poll() : null;
            taken += next == null ? 0 : 1;
            return next;
        }
    }
}
