package dev.podd.approval;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model asks the person in the middle of its work.
 *
 * @param pod      id of the Pod that asks
 * @param call     the tool call that asks
 * @param choices  answers to choose from; may be empty
 * @param multiple whether several may be chosen
 * @param freeText whether the person is invited to answer in their own words
 */
public record ModelQuestion(String pod, String call, String question, List<Choice> choices, boolean multiple,
        boolean freeText) {
    public ModelQuestion {
        choices = List.copyOf(choices);
    }

    /** One answer to choose; {@code option} is its id. */
    public record Choice(String option, String label, @Nullable String description) {}

    /**
     * What the person answered.
     *
     * @param chosen     in the order of the question
     * @param text       their own words
     * @param unanswered why there is no answer, as the end of a sentence about it; null where there is one
     * @param isSeen     whether a person has seen the question
     */
    public record Reply(List<Choice> chosen, @Nullable String text, @Nullable String unanswered, boolean isSeen) {
        /** The person has seen the question and gives no answer. */
        public static final Reply DISMISSED = new Reply(List.of(), null,
                "the person closed the question without an answer", true);

        public Reply {
            chosen = List.copyOf(chosen);
        }

        public static Reply of(List<Choice> chosen, @Nullable String text) {
            return new Reply(chosen, text, null, true);
        }

        /** There is nobody who could be asked. */
        public static Reply unasked(String why) {
            return new Reply(List.of(), null, why, false);
        }

        public boolean isAnswered() {
            return unanswered == null;
        }
    }

    /**
     * The reply of these ids and words. Ids that the question does not have are ignored; of several, the first counts
     * where one may be chosen. With neither an id nor a word left, the question was dismissed.
     */
    public Reply reply(List<String> options, @Nullable String text) {
        List<Choice> chosen = choices.stream().filter(choice -> options.contains(choice.option()))
                .limit(multiple ? choices.size() : 1).toList();
        String words = text == null || text.isBlank() ? null : text.strip();
        return chosen.isEmpty() && words == null ? Reply.DISMISSED : Reply.of(chosen, words);
    }
}
