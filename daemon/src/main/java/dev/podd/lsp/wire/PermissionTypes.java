package dev.podd.lsp.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules that a person gave. */
public final class PermissionTypes {
    private PermissionTypes() {}

    /** What will be remembered. */
    public record RememberedRule(String tool, @Nullable String pattern) {}

    /** Which rules. */
    public record PermissionListParams(@Nullable String workspaceFolder) {}

    /** The rules. */
    public record PermissionListResult(List<WireGivenRule> rules) {}

    /** A rule that a person gave. */
    public record WireGivenRule(String rule, String tool, @Nullable String pattern, WirePermissionAction action,
            WirePermissionLasts lasts,
            @Nullable String session, @Nullable String workspaceFolder, String createdAt) {}

    /** Which rule. */
    public record PermissionRevokeParams(String rule) {}

    /** What happens to a call. */
    public enum WirePermissionAction {
        /** It runs. */
        ALLOW,
        /** It runs, and what it changes waits for the person to keep or undo it. */
        REVIEW,
        /** The person is asked before. */
        ASK,
        /** It does not run. */
        DENY
    }

    /** How long a rule holds. */
    public enum WirePermissionLasts {
        /** In one session. */
        SESSION,
        /** In every session of its folder, until it is taken back. */
        ALWAYS
    }
}
