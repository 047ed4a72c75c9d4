package dev.podd.lsp.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tool call that wants an answer. */
public record ApprovalRequestParams(String pod, String call, String title, WireToolKind kind,
        List<WireLocation> locations, @Nullable String diff, @Nullable String command, List<ApprovalOption> options) {}
