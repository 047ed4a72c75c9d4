package dev.podd.lsp;

import dev.podd.approval.ModelQuestion;
import dev.podd.approval.ModelQuestion.Choice;
import dev.podd.approval.ModelQuestion.Reply;
import dev.podd.jsonrpc.Connection;
import dev.podd.jsonrpc.ConnectionClosedException;
import dev.podd.jsonrpc.RpcException;
import dev.podd.lsp.wire.Lsp;
import dev.podd.lsp.wire.QuestionTypes.QuestionAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts questions of the model to the person at an editor: by {@code question/request}, or by LSP's own question, which
 * has buttons and no place for words. An error and null mean that the person gives no answer.
 */
final class EditorConsultation {
    private static final int INFO = 3;
    private static final String DONE = "Done";
    private static final String OTHER = "None of these";
    private static final String NO_WORDS = "this editor cannot take an answer in words";

    private final Connection editor;

    EditorConsultation(Connection editor) {
        this.editor = editor;
    }

    Optional<Reply> request(ModelQuestion question) throws InterruptedException {
        try {
            QuestionAnswer answer = editor.ask("question/request", ToWire.question(question), QuestionAnswer.class);
            if (answer == null) {
                return Optional.of(Reply.DISMISSED);
            }
            return Boolean.TRUE.equals(answer.pending()) ? Optional.empty()
                    : Optional.of(question.reply(Objects.requireNonNullElse(answer.options(), List.of()),
                            answer.text()));
        } catch (RpcException e) {
            return Optional.of(Reply.DISMISSED);
        } catch (ConnectionClosedException e) {
            return Optional.empty();
        }
    }

    /** Where several may be chosen, the question comes again with the rest until the person is done. */
    Optional<Reply> messages(ModelQuestion question) throws InterruptedException {
        if (question.choices().isEmpty()) {
            return Optional.of(Reply.unasked(NO_WORDS));
        }
        try {
            List<String> chosen = new ArrayList<>();
            while (true) {
                List<Choice> left = question.choices().stream()
                        .filter(choice -> !chosen.contains(choice.option())).toList();
                String title = left.isEmpty() ? DONE : chosen(question, left, !chosen.isEmpty());
                Optional<Choice> choice = left.stream().filter(each -> each.label().equals(title)).findFirst();
                if (choice.isEmpty()) {
                    return Optional.of(OTHER.equals(title) && chosen.isEmpty() ? other() : question.reply(
                            title == null ? List.of() : chosen, null));
                }
                chosen.add(choice.get().option());
                if (!question.multiple()) {
                    return Optional.of(question.reply(chosen, null));
                }
            }
        } catch (RpcException e) {
            return Optional.of(Reply.DISMISSED);
        } catch (ConnectionClosedException e) {
            return Optional.empty();
        }
    }

    private static Reply other() {
        return new Reply(List.of(), null, "the person wants none of the options, and " + NO_WORDS, true);
    }

    private @Nullable String chosen(ModelQuestion question, List<Choice> left, boolean hasChosen)
            throws InterruptedException {
        Stream<String> more = hasChosen ? Stream.of(DONE) : question.freeText() ? Stream.of(OTHER) : Stream.empty();
        List<Lsp.MessageActionItem> actions = Stream.concat(left.stream().map(Choice::label), more)
                .map(Lsp.MessageActionItem::new).toList();
        Lsp.MessageActionItem chosen = editor.ask("window/showMessageRequest",
                new Lsp.ShowMessageRequestParams(INFO, text(question, left, hasChosen), actions),
                Lsp.MessageActionItem.class);
        return chosen == null ? null : chosen.title();
    }

    private static String text(ModelQuestion question, List<Choice> left, boolean hasChosen) {
        StringBuilder text = new StringBuilder(question.question());
        if (hasChosen) {
            text.append("\n\nAnything else?");
        }
        left.stream().filter(choice -> choice.description() != null)
                .forEach(choice -> text.append("\n\n").append(choice.label()).append(": ")
                        .append(choice.description()));
        return text.toString();
    }
}
