package dev.podd.terminal;

import dev.podd.approval.Answer;
import dev.podd.approval.ModelQuestion;
import dev.podd.approval.ModelQuestion.Reply;
import dev.podd.approval.Option;
import dev.podd.approval.Person;
import dev.podd.approval.Question;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Answers a Pod's questions: the person at the prompt, the {@code --yes} of the command line, or nobody. */
final class TerminalPerson implements Person {
    private final ShowThread show;
    private final @Nullable Approvals approvals;
    private final @Nullable Consultation consultation;
    private final boolean saysYes;
    private final AtomicBoolean hasRejected = new AtomicBoolean();

    /** @param prompt null when nobody can be asked */
    TerminalPerson(ShowThread show, Ink ink, @Nullable Prompt prompt, boolean saysYes) {
        this.show = show;
        approvals = prompt == null ? null : new Approvals(ink, prompt);
        consultation = prompt == null ? null : new Consultation(ink, prompt);
        this.saysYes = saysYes;
    }

    @Override
    public Optional<Answer> ask(Question question) throws InterruptedException {
        Answer answer = answer(question);
        if (!answer.isAllowed()) {
            hasRejected.set(true);
        }
        return Optional.of(answer);
    }

    @Override
    public Optional<Reply> ask(ModelQuestion question) throws InterruptedException {
        if (consultation == null || saysYes) {
            return Optional.of(Reply.unasked(
                    consultation == null ? "there is no terminal to ask at" : "the person runs this with --yes"));
        }
        return Optional.of(show.ask(view -> {
            view.pause();
            return consultation.ask(question);
        }));
    }

    boolean hasRejected() {
        return hasRejected.get();
    }

    private Answer answer(Question question) throws InterruptedException {
        if (saysYes) {
            return new Answer(Option.Kind.ALLOW_ONCE, null);
        }
        if (approvals == null) {
            return show.ask(view -> {
                view.warn("refused: " + question.title()
                        + "; there is no terminal to ask at, and --yes would allow it");
                return Answer.unasked("there is no terminal");
            });
        }
        return show.ask(view -> {
            view.pause();
            return approvals.ask(question);
        });
    }
}
