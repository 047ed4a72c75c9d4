package dev.podd.lsp.wire;

import dev.podd.lsp.wire.ItemTypes.WireLocation;
import dev.podd.lsp.wire.ItemTypes.WireToolKind;
import dev.podd.lsp.wire.PermissionTypes.RememberedRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Questions to the person before a tool runs; no answer means no. */
public final class ApprovalTypes {
    private ApprovalTypes() {}

    /** A tool call that wants an answer. */
    public record ApprovalRequestParams(String pod, String call, String title, WireToolKind kind,
            List<WireLocation> locations, @Nullable String diff, @Nullable String command,
            List<ApprovalOption> options) {}

    /** One answer to choose. */
    public record ApprovalOption(String option, WireApprovalKind kind, String label,
            @Nullable RememberedRule rule) {}

    /** The person's answer. */
    public record ApprovalAnswer(@Nullable String option, @Nullable String comment, @Nullable Boolean pending) {}

    /** A question that needs no answer any more. */
    public record ApprovalResolvedParams(String pod, String call, WireApprovalOutcome outcome) {}

    /** What an answer means. */
    public enum WireApprovalKind {
        /** This call. */
        ALLOW_ONCE,
        /** This call and those like it in this session. */
        ALLOW_SESSION,
        /** This call and those like it in this workspace from now on. */
        ALLOW_ALWAYS,
        /** No. */
        REJECT
    }

    /** What became of a question. */
    public enum WireApprovalOutcome {
        /** This call is allowed. */
        ALLOW_ONCE,
        /** Allowed in this session. */
        ALLOW_SESSION,
        /** Allowed in this workspace from now on. */
        ALLOW_ALWAYS,
        /** Answered with no, or closed without an answer. */
        REJECT,
        /** A question of the model is answered. */
        ANSWERED,
        /** The call was cancelled before an answer. */
        CANCELLED
    }
}
