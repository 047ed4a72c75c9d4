package dev.podd.pod;

import dev.podd.approval.Answer;
import dev.podd.approval.Option;
import dev.podd.approval.Question;
import dev.podd.event.Event;
import dev.podd.item.Location;
import dev.podd.item.ToolKind;
import dev.podd.log.Entry;
import dev.podd.permission.Permissions;
import dev.podd.permission.ToolRule;
import dev.podd.scope.ExecutionRisk;
import dev.podd.tool.OutputLimit;
import dev.podd.tool.PreparedCall;
import dev.podd.tool.Tool;
import dev.podd.turn.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides by the manifest's rules whether a tool call may run, and asks the person where the rules say so. Asks each
 * time, whatever the rules or an earlier answer allow, about a write or a command in a workspace that is not trusted,
 * and about a write to a file from which some program runs commands ({@link ExecutionRisk}).
 */
final class PermissionGate implements Gate {
    private static final Option ONCE = new Option("allowOnce", Option.Kind.ALLOW_ONCE, "Allow once");
    private static final Option SESSION = new Option("allowSession", Option.Kind.ALLOW_SESSION,
            "Allow for this session");
    private static final Option REJECT = new Option("reject", Option.Kind.REJECT, "Reject");

    private final String pod;
    private final Oversight oversight;
    private final Supplier<Permissions> permissions;
    private final Supplier<OutputLimit> limit;
    private final Consumer<Event> events;
    private final Set<Allowed> allowedForSession = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean hasWritten = new AtomicBoolean();

    /**
     * What an answer "for this session" allows: all calls of a tool about which the same rule asks.
     *
     * @param rule null for the default of the tool
     */
    private record Allowed(String tool, @Nullable ToolRule rule) {}

    /** @param limit says what of a diff may be shown */
    PermissionGate(String pod, Oversight oversight, Supplier<Permissions> permissions, Supplier<OutputLimit> limit,
            Consumer<Event> events) {
        this.pod = pod;
        this.oversight = oversight;
        this.permissions = permissions;
        this.limit = limit;
        this.events = events;
    }

    @Override
    public Verdict judge(String call, Tool tool, PreparedCall prepared) throws InterruptedException {
        Permissions.Decision decision = decision(tool, prepared);
        Allowed kind = new Allowed(tool.name(), decision.rule());
        Verdict verdict = switch (decision.action()) {
            case DENY -> Verdict.denied("Denied by the manifest's permissions: " + prepared.title() + ".");
            case ALLOW, REVIEW -> mustAskEachTime(tool, prepared) ? ask(call, tool, prepared, kind) : Verdict.ALLOWED;
            case ASK -> allowedForSession.contains(kind) && !mustAskEachTime(tool, prepared) ? Verdict.ALLOWED
                    : ask(call, tool, prepared, kind);
        };
        if (verdict.isAllowed() && prepared.hasEffect()) {
            warnOfOtherWriter();
        }
        return verdict;
    }

    private Permissions.Decision decision(Tool tool, PreparedCall prepared) {
        List<String> paths = prepared.command() == null ? prepared.subjects() : List.of();
        return permissions.get().decide(tool.name(), paths, prepared.command());
    }

    private boolean mustAskEachTime(Tool tool, PreparedCall prepared) {
        return risk(prepared).isPresent() || (hasEffectOutside(tool) && !oversight.isTrusted().getAsBoolean());
    }

    /** Why a write can run a program, as the end of a sentence that begins with the file. */
    private static Optional<String> risk(PreparedCall prepared) {
        return prepared.writes().stream().map(ExecutionRisk::of).flatMap(Optional::stream).findFirst();
    }

    private static boolean hasEffectOutside(Tool tool) {
        return tool.kind() == ToolKind.EDIT || tool.kind() == ToolKind.EXECUTE;
    }

    private Verdict ask(String call, Tool tool, PreparedCall prepared, Allowed kind) throws InterruptedException {
        PreparedCall.Preview preview = prepared.preview();
        List<Location> locations = preview == null ? prepared.locations() : prepared.locations().stream()
                .map(location -> new Location(location.uri(), preview.line())).toList();
        Question question = new Question(pod, call, title(tool, prepared), tool.kind(), locations,
                preview == null ? null : limit.get().shownDiff(preview.diff()), prepared.command(),
                options(tool, prepared));
        Answer answer = oversight.questions().ask(question);
        if (answer.kind() == Option.Kind.ALLOW_SESSION && !mustAskEachTime(tool, prepared)) {
            allowedForSession.add(kind);
        }
        Entry.Decision decision = new Entry.Decision(call, prepared.title(), wordFor(answer), answer.comment());
        return answer.isAllowed() ? new Verdict(true, answer.comment(), decision)
                : new Verdict(false, refusal(answer), decision);
    }

    /** With the reason for which the person is asked whatever is allowed. */
    private static String title(Tool tool, PreparedCall prepared) {
        String reason = tool.kind() == ToolKind.EXECUTE ? "no sandbox: it may do whatever you may"
                : risk(prepared).map(risk -> "this file " + risk).orElse("");
        return reason.isEmpty() ? prepared.title() : prepared.title() + " (" + reason + ")";
    }

    private List<Option> options(Tool tool, PreparedCall prepared) {
        List<Option> options = new ArrayList<>(List.of(ONCE));
        if (tool.kind() != ToolKind.EXECUTE && !mustAskEachTime(tool, prepared)) {
            options.add(SESSION);
        }
        options.add(REJECT);
        return options;
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
