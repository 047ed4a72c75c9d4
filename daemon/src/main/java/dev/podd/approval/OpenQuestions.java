package dev.podd.approval;

import dev.podd.approval.ModelQuestion.Reply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The questions of a Pod that wait for an answer, and the persons who may give it. Each person is asked each question;
 * the first answer counts, and the others are told. A question outlives the person who left it undecided; when the last
 * person leaves, it is over without an answer, or waits for the next one. Safe on every thread.
 */
public final class OpenQuestions {
    private final boolean waitsForPerson;
    private final Set<Person> persons = new LinkedHashSet<>(); // guarded by this
    private final List<Asked<?>> open = new ArrayList<>(); // guarded by this

    /** @param waitsForPerson whether a question without a person waits for one */
    public OpenQuestions(boolean waitsForPerson) {
        this.waitsForPerson = waitsForPerson;
    }

    /** Asks every person who is attached or will be whether a tool may run; waits for the first answer. */
    public Answer ask(Question question) throws InterruptedException {
        return ask(question, Optional::empty);
    }

    /**
     * Like {@link #ask(Question)}, where an answer to another question may answer this one too.
     *
     * @param known that answer, looked for at each {@link #reconsider}
     */
    public Answer ask(Question question, Supplier<Optional<Answer>> known) throws InterruptedException {
        return ask(new Approval(question, known));
    }

    /** Puts the model's question to every person who is attached or will be; waits for the first answer. */
    public Reply ask(ModelQuestion question) throws InterruptedException {
        return ask(new Consultation(question));
    }

    private <A> A ask(Matter<A> matter) throws InterruptedException {
        Asked<A> asked = new Asked<>(matter);
        synchronized (this) {
            if (persons.isEmpty() && !waitsForPerson) {
                return matter.unasked("no person is connected");
            }
            open.add(asked);
            asked.putTo(persons);
        }
        try {
            return asked.await();
        } finally {
            synchronized (this) {
                open.remove(asked);
            }
            asked.resolve();
        }
    }

    /** Whether one waits for an answer. */
    public synchronized boolean areOpen() {
        return !open.isEmpty();
    }

    /** Answers those of the open questions that need no person any more. */
    public void reconsider() {
        List<Asked<?>> now;
        synchronized (this) {
            now = List.copyOf(open);
        }
        now.forEach(Asked::reconsider);
    }

    /** From here on this person is asked: what is open and not before them now, then each new question. */
    public synchronized void attach(Person person) {
        persons.add(person);
        open.forEach(asked -> asked.putTo(person));
    }

    /** From here on this person is not asked; questions before them are withdrawn. */
    public synchronized void detach(Person person) {
        if (persons.remove(person)) {
            open.forEach(asked -> asked.withdraw(person));
            if (persons.isEmpty() && !waitsForPerson) {
                open.forEach(asked -> asked.giveUp("the person has left"));
            }
        }
    }

    /** How a question of one kind is put to a person; {@code A} is its answer. */
    private interface Matter<A> {
        Optional<A> put(Person person) throws InterruptedException;

        void resolved(Person person, @Nullable A answer);

        A unasked(String why);

        boolean isUnasked(A answer);

        /** What an answer to another question says of this one. */
        Optional<A> known();
    }

    private record Approval(Question question, Supplier<Optional<Answer>> knowing) implements Matter<Answer> {
        @Override
        public Optional<Answer> put(Person person) throws InterruptedException {
            return person.ask(question);
        }

        @Override
        public void resolved(Person person, @Nullable Answer answer) {
            person.resolved(question, answer);
        }

        @Override
        public Answer unasked(String why) {
            return Answer.unasked(why);
        }

        @Override
        public boolean isUnasked(Answer answer) {
            return answer.unasked() != null;
        }

        @Override
        public Optional<Answer> known() {
            return knowing.get();
        }
    }

    private record Consultation(ModelQuestion question) implements Matter<Reply> {
        @Override
        public Optional<Reply> put(Person person) throws InterruptedException {
            return person.ask(question);
        }

        @Override
        public void resolved(Person person, @Nullable Reply answer) {
            person.resolved(question, answer);
        }

        @Override
        public Reply unasked(String why) {
            return Reply.unasked(why);
        }

        @Override
        public boolean isUnasked(Reply answer) {
            return !answer.isSeen();
        }

        @Override
        public Optional<Reply> known() {
            return Optional.empty();
        }
    }

    /** One question on its way to an answer. */
    private static final class Asked<A> {
        private final Matter<A> matter;
        private final CompletableFuture<A> answer = new CompletableFuture<>();
        private final Map<Person, Thread> asking = new HashMap<>(); // guarded by this
        private final Set<Person> seenBy = new LinkedHashSet<>(); // guarded by this
        /** To be asked once more when they leave it undecided, since they were attached meanwhile. */
        private final Set<Person> again = new LinkedHashSet<>(); // guarded by this
        private @Nullable Person answeredBy; // guarded by this
        private boolean isResolved; // guarded by this

        Asked(Matter<A> matter) {
            this.matter = matter;
        }

        void reconsider() {
            matter.known().ifPresent(said -> answer(said, null));
        }

        A await() throws InterruptedException {
            try {
                return answer.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
            }
        }

        /** Before one of them can say that they cannot be asked, all others are known to have it before them. */
        synchronized void putTo(Collection<Person> persons) {
            persons.forEach(this::putTo);
        }

        synchronized void putTo(Person person) {
            if (asking.containsKey(person)) {
                again.add(person);
            } else if (!isResolved) {
                seenBy.add(person);
                asking.put(person, Thread.ofVirtual().name("question").unstarted(() -> ask(person)));
                asking.get(person).start();
            }
        }

        private void ask(Person person) {
            try {
                matter.put(person).ifPresent(said -> answer(said, person));
            } catch (InterruptedException withdrawn) {
                // it needs no answer of this person any more
            } catch (RuntimeException failure) {
                answer.completeExceptionally(failure);
            } finally {
                left(person);
            }
        }

        private synchronized void left(Person person) {
            boolean isMine = asking.remove(person, Thread.currentThread());
            if (isMine && again.remove(person) && !answer.isDone()) {
                putTo(person);
            }
        }

        synchronized void giveUp(String why) {
            answer(matter.unasked(why), null);
        }

        private synchronized void answer(A said, @Nullable Person person) {
            if (person != null && matter.isUnasked(said)) {
                seenBy.remove(person);
                if (!seenBy.isEmpty()) {
                    return;
                }
            }
            if (answer.complete(said)) {
                answeredBy = person;
            }
        }

        synchronized void withdraw(Person person) {
            seenBy.remove(person);
            again.remove(person);
            Thread thread = asking.remove(person);
            if (thread != null) {
                thread.interrupt();
            }
        }

        /** Withdraws it from all who have it before them, and tells all who have seen it but the one who answered. */
        void resolve() {
            Collection<Person> others;
            synchronized (this) {
                isResolved = true;
                seenBy.remove(answeredBy);
                others = List.copyOf(seenBy);
                others.forEach(this::withdraw);
            }
            A said = answer.isDone() && !answer.isCompletedExceptionally() ? answer.resultNow() : null;
            others.forEach(person -> matter.resolved(person, said));
        }
    }
}
