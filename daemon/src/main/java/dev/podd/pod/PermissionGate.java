package dev.podd.pod;

import dev.podd.approval.Answer;
import dev.podd.approval.Option;
import dev.podd.approval.Question;
import dev.podd.event.Event;
import dev.podd.item.Location;
import dev.podd.item.ToolKind;
import dev.podd.log.Entry;
import dev.podd.permission.PermissionAction;
import dev.podd.permission.Permissions;
import dev.podd.permission.Remembering;
import dev.podd.permission.RulesNotKept;
import dev.podd.permission.ToolRule;
import dev.podd.scope.ExecutionRisk;
import dev.podd.thread.PlatformWork;
import dev.podd.thread.WorkStoppedException;
import dev.podd.tool.Containment;
import dev.podd.tool.OutputLimit;
import dev.podd.tool.PreparedCall;
import dev.podd.tool.Tool;
import dev.podd.turn.Gate;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Decides by the rules of the manifest and of the person whether a tool call may run, and asks the person where they say
 * so. Asks each time, whatever the rules or an earlier answer allow, about a write or a command in a workspace that is not
 * trusted, and about a write to a file from which some program runs commands ({@link ExecutionRisk}).
 */
final class PermissionGate implements Gate {
    private final String pod;
    private final Supplier<String> session;
    private final Path folder;
    private final Oversight oversight;
    private final Supplier<Permissions> permissions;
    private final Supplier<OutputLimit> limit;
    private final PlatformWork threads;
    private final Consumer<Event> events;
    private final AlikeQuestions questions;
    private final AtomicBoolean hasWritten = new AtomicBoolean();

    /**
     * @param session  id of the session that the Pod writes now
     * @param folder   the workspace folder in which a rule holds that is given for good
     * @param limit    says what of a diff may be shown
     * @param threads  on which command lines are judged: a redirection may name a path where no file system answers
     */
    PermissionGate(String pod, Supplier<String> session, Path folder, Oversight oversight,
            Supplier<Permissions> permissions, Supplier<OutputLimit> limit, PlatformWork threads,
            Consumer<Event> events) {
        this.pod = pod;
        this.session = session;
        this.folder = folder;
        this.oversight = oversight;
        this.permissions = permissions;
        this.limit = limit;
        this.threads = threads;
        this.events = events;
        this.questions = new AlikeQuestions(oversight.questions());
    }

    @Override
    public Verdict judge(String call, Tool tool, PreparedCall prepared) throws InterruptedException {
        try {
            return judge(call, new Subject(tool, prepared));
        } catch (WorkStoppedException hangs) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return Verdict.denied("Not run, since it cannot be judged: " + hangs.getMessage() + ".");
        }
    }

    private Verdict judge(String call, Subject subject) throws InterruptedException {
        PreparedCall prepared = subject.prepared;
        PermissionAction action = subject.action();
        Verdict verdict = switch (action) {
            case DENY -> Verdict.denied("Denied by the manifest's permissions: " + prepared.title() + ".");
            case ALLOW, REVIEW -> subject.mustAskEachTime() ? ask(call, subject) : Verdict.ALLOWED;
            case ASK -> subject.runsUnasked() ? Verdict.ALLOWED : ask(call, subject);
        };
        if (verdict.isAllowed() && prepared.hasEffect()) {
            warnOfOtherWriter();
        }
        return verdict;
    }

    /** A call, as rules see it now. */
    private final class Subject {
        private final Tool tool;
        private final PreparedCall prepared;
        /** By the manifest's rules of now; the same as long as the call is judged. */
        private final Permissions.Call rules;
        /** Why a write can run a program, as the end of a sentence that begins with the file. */
        private final Optional<String> risk;

        Subject(Tool tool, PreparedCall prepared) {
            this.tool = tool;
            this.prepared = prepared;
            risk = prepared.writes().isEmpty() ? Optional.empty()
                    : threads.get("judging a change", folder.toString(), () -> prepared.writes().stream()
                            .map(ExecutionRisk::of).flatMap(Optional::stream).findFirst());
            rules = apart(() -> permissions.get().call(tool.name(),
                    prepared.command() == null ? prepared.subjects() : List.of(), prepared.command()));
        }

        private <T> T apart(Supplier<T> judging) {
            return prepared.command() == null ? judging.get()
                    : threads.get("judging a command", folder.toString(), judging);
        }

        PermissionAction action() {
            PermissionAction action = rules.decision().action();
            return action == PermissionAction.ASK
                    && apart(() -> rules.isAllowed(oversight.given().holdingIn(session.get(), folder)))
                            ? PermissionAction.ALLOW : action;
        }

        Remembering remembering() {
            return mustAskEachTime() ? Remembering.NOTHING : rules.remembering();
        }

        boolean mustAskEachTime() {
            return risk.isPresent() || (tool.changesThings() && !oversight.isTrusted().getAsBoolean());
        }

        /** Whether a sandbox holds a command that no rule is about, and that opens no file from which programs run commands. */
        boolean runsUnasked() {
            return !mustAskEachTime() && rules.decision().rule() == null && rules.decision().risk() == null
                    && prepared.containment().filter(Containment::runsUnasked).isPresent();
        }

        /** What an answer to another question says of this call. */
        Optional<Answer> known() {
            try {
                return !mustAskEachTime() && action() == PermissionAction.ALLOW
                        ? Optional.of(new Answer(Option.Kind.ALLOW_SESSION, null)) : Optional.empty();
            } catch (WorkStoppedException hangs) {
                return Optional.empty();
            }
        }
    }

    private Verdict ask(String call, Subject subject) throws InterruptedException {
        Tool tool = subject.tool;
        PreparedCall prepared = subject.prepared;
        PreparedCall.Preview preview = prepared.preview();
        List<Location> locations = preview == null ? prepared.locations() : prepared.locations().stream()
                .map(location -> new Location(location.uri(), preview.line())).toList();
        Remembering remembering = subject.remembering();
        Question question = new Question(pod, call, title(subject), tool.kind(), locations,
                preview == null ? null : limit.get().shownDiff(preview.diff()), prepared.command(),
                ApprovalOptions.of(remembering));
        Answer answer = questions.ask(question, subject::known);
        remember(answer, remembering);
        Entry.Decision decision = new Entry.Decision(call, prepared.title(), wordFor(answer), answer.comment());
        return answer.isAllowed() ? new Verdict(true, answer.comment(), decision)
                : new Verdict(false, refusal(answer), decision);
    }

    /** The call runs all the same where a rule cannot be kept; the next one asks again. */
    private void remember(Answer answer, Remembering remembering) {
        boolean isForSession = answer.kind() == Option.Kind.ALLOW_SESSION;
        ToolRule rule = switch (answer.kind()) {
            case ALLOW_SESSION -> remembering.forSession();
            case ALLOW_ALWAYS -> remembering.always();
            case ALLOW_ONCE, REJECT -> null;
        };
        if (rule == null) {
            return;
        }
        try {
            oversight.given().add(rule, isForSession ? session.get() : null, folder);
            oversight.questions().reconsider();
        } catch (RulesNotKept e) {
            events.accept(new Event.Warning("This call is allowed, and the next one will be asked about again: "
                    + e.getMessage()));
        }
    }

    /** With the reason for which the person is asked whatever is allowed. */
    private static String title(Subject subject) {
        PreparedCall prepared = subject.prepared;
        String opened = subject.rules.decision().risk();
        String reason = subject.tool.kind() == ToolKind.EXECUTE
                ? (opened == null ? "" : opened + "; ")
                        + prepared.containment().map(Containment::words)
                                .orElse("no sandbox: it may do whatever you may")
                : subject.risk.map(risk -> "this file " + risk).orElse("");
        return reason.isEmpty() ? prepared.title() : prepared.title() + " (" + reason + ")";
    }

    private static String wordFor(Answer answer) {
        return switch (answer.kind()) {
            case ALLOW_ONCE -> "allowOnce";
            case ALLOW_SESSION -> "allowSession";
            case ALLOW_ALWAYS -> "allowAlways";
            case REJECT -> "reject";
        };
    }

    private static String refusal(Answer answer) {
        if (answer.unasked() != null) {
            return "Nobody could be asked: " + answer.unasked() + ".";
        }
        String comment = answer.comment();
        return comment == null || comment.isBlank() ? "The person said no." : "The person said no: " + comment;
    }

    private void warnOfOtherWriter() {
        if (hasWritten.compareAndSet(false, true)) {
            String other = oversight.otherWriter().get();
            if (!other.isEmpty()) {
                events.accept(new Event.Warning(other));
            }
        }
    }
}
