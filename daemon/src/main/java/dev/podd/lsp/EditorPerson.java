package dev.podd.lsp;

import dev.podd.approval.Answer;
import dev.podd.approval.ModelQuestion;
import dev.podd.approval.ModelQuestion.Reply;
import dev.podd.approval.Option;
import dev.podd.approval.Person;
import dev.podd.approval.Question;
import dev.podd.jsonrpc.Connection;
import dev.podd.jsonrpc.ConnectionClosedException;
import dev.podd.jsonrpc.RpcException;
import dev.podd.lsp.wire.ApprovalTypes.ApprovalAnswer;
import dev.podd.lsp.wire.Lsp;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The person at an editor, asked for every Pod that the editor has open. Asked by {@code approval/request} where the
 * editor has it, else by LSP's own question with a few answers. An error or a null is a no.
 */
final class EditorPerson implements Person {
    private static final int WARNING = 2;

    private final Connection editor;
    private final Supplier<Introduction> introduction;
    private final EditorConsultation consultation;

    /** @param introduction what the editor has said about itself by now */
    EditorPerson(Connection editor, Supplier<Introduction> introduction) {
        this.editor = editor;
        this.introduction = introduction;
        consultation = new EditorConsultation(editor);
    }

    @Override
    public Optional<Answer> ask(Question question) throws InterruptedException {
        try {
            return introduction.get().approves() ? request(question) : Optional.of(message(question));
        } catch (RpcException e) {
            return Optional.of(Answer.REJECTED);
        } catch (ConnectionClosedException e) {
            return Optional.empty();
        }
    }

    @Override
    public void resolved(Question question, @Nullable Answer answer) {
        if (introduction.get().approves()) {
            editor.tell("approval/resolved", ToWire.resolved(question, answer));
        }
    }

    @Override
    public Optional<Reply> ask(ModelQuestion question) throws InterruptedException {
        return introduction.get().consults() ? consultation.request(question) : consultation.messages(question);
    }

    @Override
    public void resolved(ModelQuestion question, @Nullable Reply reply) {
        if (introduction.get().consults()) {
            editor.tell("approval/resolved", ToWire.resolved(question, reply));
        }
    }

    private Optional<Answer> request(Question question) throws InterruptedException {
        ApprovalAnswer answer = editor.ask("approval/request", ToWire.question(question), ApprovalAnswer.class);
        if (answer != null && Boolean.TRUE.equals(answer.pending())) {
            return Optional.empty();
        }
        return Optional.of(answer == null ? Answer.REJECTED : question.options().stream()
                .filter(option -> option.option().equals(answer.option())).findFirst()
                .map(option -> new Answer(option.kind(), answer.comment())).orElse(Answer.REJECTED));
    }

    private Answer message(Question question) throws InterruptedException {
        List<Lsp.MessageActionItem> actions = question.options().stream()
                .map(option -> new Lsp.MessageActionItem(option.label())).toList();
        Lsp.MessageActionItem chosen = editor.ask("window/showMessageRequest",
                new Lsp.ShowMessageRequestParams(WARNING, text(question), actions), Lsp.MessageActionItem.class);
        return chosen == null ? Answer.REJECTED : question.options().stream()
                .filter(option -> option.label().equals(chosen.title())).findFirst().map(Option::kind)
                .map(kind -> new Answer(kind, null)).orElse(Answer.REJECTED);
    }

    private static String text(Question question) {
        String more = firstOf(question.command(), question.diff());
        return more == null || more.equals(question.title()) ? question.title() : question.title() + "\n\n" + more;
    }

    private static @Nullable String firstOf(@Nullable String one, @Nullable String other) {
        return one != null ? one : other;
    }
}
