package dev.podd.approval;

import dev.podd.permission.ToolRule;
import org.jspecify.annotations.Nullable;

/**
 * One of the answers a person may give.
 *
 * @param option its id
 * @param rule   what will be remembered; null for nothing
 */
public record Option(String option, Kind kind, String label, @Nullable ToolRule rule) {
    /** One of which nothing is remembered. */
    public Option(String option, Kind kind, String label) {
        this(option, kind, label, null);
    }

    /** What choosing it means. */
    public enum Kind {
        ALLOW_ONCE,
        /** This call, and those like it in this session. */
        ALLOW_SESSION,
        /** This call, and those like it in this workspace from now on. */
        ALLOW_ALWAYS, REJECT
    }
}
