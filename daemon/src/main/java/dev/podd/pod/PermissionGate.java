package dev.podd.pod;

import dev.podd.approval.Answer;
import dev.podd.approval.Option;
import dev.podd.approval.Person;
import dev.podd.approval.Question;
import dev.podd.event.Event;
import dev.podd.item.Location;
import dev.podd.item.ToolKind;
import dev.podd.log.Entry;
import dev.podd.manifest.PermissionAction;
import dev.podd.manifest.Permissions;
import dev.podd.tool.PreparedCall;
import dev.podd.tool.Tool;
import dev.podd.turn.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides by the manifest's rules whether a call may run, and asks the person where they say so. In a workspace that is
 * not trusted every write and every command is asked about, whatever the rules allow.
 */
final class PermissionGate implements Gate {
    private static final Option ONCE = new Option("allowOnce", Option.Kind.ALLOW_ONCE, "Allow once");
    private static final Option SESSION = new Option("allowSession", Option.Kind.ALLOW_SESSION,
            "Allow for this session");
    private static final Option REJECT = new Option("reject", Option.Kind.REJECT, "Reject");

    private final PodParts parts;
    private final Supplier<Permissions> permissions;
    private final Consumer<Event> events;
    private final Set<String> allowedForSession = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean hasWritten = new AtomicBoolean();
    private volatile Person person;

    PermissionGate(PodParts parts, Supplier<Permissions> permissions, Consumer<Event> events) {
        this.parts = parts;
        this.permissions = permissions;
        this.events = events;
        this.person = parts.person();
    }

    void person(Person next) {
        person = next;
    }

    @Override
    public Verdict judge(String call, Tool tool, PreparedCall prepared) throws InterruptedException {
        Verdict verdict = switch (rule(tool, prepared)) {
            case DENY -> Verdict.denied("Denied by the manifest's permissions: " + prepared.title() + ".");
            case ALLOW -> mustAskAnyway(tool) ? ask(call, tool, prepared) : Verdict.ALLOWED;
            case ASK -> isAllowedForSession(tool) ? Verdict.ALLOWED : ask(call, tool, prepared);
        };
        if (verdict.isAllowed() && prepared.hasEffect()) {
            warnOfOtherWriter();
        }
        return verdict;
    }

    private PermissionAction rule(Tool tool, PreparedCall prepared) {
        List<String> paths = prepared.command() == null ? prepared.subjects() : List.of();
        return permissions.get().decide(tool.name(), paths, prepared.command());
    }

    private boolean mustAskAnyway(Tool tool) {
        return hasEffectOutside(tool) && !parts.isTrusted().getAsBoolean();
    }

    private boolean isAllowedForSession(Tool tool) {
        return allowedForSession.contains(tool.name()) && !mustAskAnyway(tool);
    }

    private static boolean hasEffectOutside(Tool tool) {
        return tool.kind() == ToolKind.EDIT || tool.kind() == ToolKind.EXECUTE;
    }

    private Verdict ask(String call, Tool tool, PreparedCall prepared) throws InterruptedException {
        PreparedCall.Preview preview = prepared.preview();
        List<Location> locations = preview == null ? prepared.locations() : prepared.locations().stream()
                .map(location -> new Location(location.uri(), preview.line())).toList();
        Question question = new Question(call, title(tool, prepared), tool.kind(), locations,
                preview == null ? null : preview.diff(), prepared.command(), options(tool));
        Answer answer = person.ask(question);
        if (answer.kind() == Option.Kind.ALLOW_SESSION) {
            allowedForSession.add(tool.name());
        }
        Entry.Decision decision = new Entry.Decision(call, prepared.title(), wordFor(answer), answer.comment());
        return answer.isAllowed() ? new Verdict(true, answer.comment(), decision)
                : new Verdict(false, refusal(answer), decision);
    }

    /** The scope binds tools, and no sandbox binds a command: whoever allows one should know. */
    private static String title(Tool tool, PreparedCall prepared) {
        return tool.kind() == ToolKind.EXECUTE ? prepared.title() + " (no sandbox: it may do whatever you may)"
                : prepared.title();
    }

    /** A command without a sandbox is asked about each time; so is everything in a workspace that is not trusted. */
    private List<Option> options(Tool tool) {
        List<Option> options = new ArrayList<>(List.of(ONCE));
        if (tool.kind() != ToolKind.EXECUTE && !mustAskAnyway(tool)) {
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
            String other = parts.otherWriter().get();
            if (!other.isEmpty()) {
                events.accept(new Event.Warning(other));
            }
        }
    }
}
