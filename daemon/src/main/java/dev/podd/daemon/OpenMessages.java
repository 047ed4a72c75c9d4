package dev.podd.daemon;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Requests of either side that have no answer yet. Guarded by whoever has it. */
final class OpenMessages {
    private final Map<String, RelayedMessage> requests = new LinkedHashMap<>();
    private final Set<String> questions = new HashSet<>();
    private final Set<String> lostQuestions = new HashSet<>();
    private long lastQuestion;

    /** The editor asks. */
    void requested(String id, RelayedMessage request) {
        requests.put(id, request);
    }

    /** The request that the daemon has answered; null for none that is known. */
    @Nullable RelayedMessage takeRequest(String id) {
        return requests.remove(id);
    }

    boolean isUnanswered(RelayedMessage request) {
        return request.id() != null && requests.containsKey(request.id());
    }

    /** Requests without an answer, all but one. */
    Stream<byte[]> requestsBut(@Nullable RelayedMessage first) {
        return requests.values().stream().filter(each -> !each.equals(first)).map(RelayedMessage::json);
    }

    /** The daemon asks. */
    void asked(String id, RelayedMessage question) {
        questions.add(id);
        lastQuestion = Math.max(lastQuestion, number(question.text("id")));
    }

    /** The daemon needs no answer any more. */
    void withdrawn(String id) {
        questions.remove(id);
    }

    /** The editor answers: whether that was to a question that no daemon asks any more. */
    boolean answersLostQuestion(String id) {
        questions.remove(id);
        return lostQuestions.remove(id);
    }

    /** The number above which a daemon's own requests have ids that the editor has not seen. */
    long lastQuestion() {
        return lastQuestion;
    }

    /**
     * What the editor is told when a daemon has ended.
     *
     * @param repeatable methods of requests that another daemon is asked
     * @param cancel     withdraws a question, by its id
     */
    List<byte[]> farewells(String reason, Set<String> repeatable, Function<String, byte[]> cancel) {
        List<byte[]> all = new ArrayList<>();
        questions.forEach(question -> all.add(cancel.apply(question)));
        lostQuestions.addAll(questions);
        questions.clear();
        requests.entrySet().removeIf(each -> {
            boolean isLost = !repeatable.contains(each.getValue().method());
            if (isLost) {
                all.add(Wire.refusal(each.getKey(), each.getValue().method() + ": " + reason));
            }
            return isLost;
        });
        return all;
    }

    /** 0 for what is none. */
    static long number(@Nullable String text) {
        return text == null || !text.matches("[0-9]{1,18}") ? 0 : Long.parseLong(text);
    }
}
