package dev.podd.pod;

import dev.podd.approval.Option;
import dev.podd.permission.Remembering;
import dev.podd.permission.ToolRule;
import java.util.ArrayList;
import java.util.List;

/** The answers that a person may choose from; a label says what will be remembered. */
final class ApprovalOptions {
    private static final Option ONCE = new Option("allowOnce", Option.Kind.ALLOW_ONCE, "Allow once");
    private static final Option REJECT = new Option("reject", Option.Kind.REJECT, "Reject");

    private ApprovalOptions() {}

    static List<Option> of(Remembering remembering) {
        List<Option> options = new ArrayList<>(List.of(ONCE));
        ToolRule forSession = remembering.forSession();
        if (forSession != null) {
            options.add(new Option("allowSession", Option.Kind.ALLOW_SESSION,
                    "Allow " + calls(forSession) + " for this session", forSession));
        }
        ToolRule always = remembering.always();
        if (always != null) {
            options.add(new Option("allowAlways", Option.Kind.ALLOW_ALWAYS,
                    "Always allow " + calls(always) + " in this folder", always));
        }
        options.add(REJECT);
        return List.copyOf(options);
    }

    private static String calls(ToolRule rule) {
        return rule.pattern() == null ? "every " + rule.tool() : rule.tool() + " \"" + rule.pattern() + "\"";
    }
}
