package dev.podd.lsp.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Pod as it is now. */
public record WirePod(String pod, String session, String manifest, WireModel model, String workingDirectory,
        WireScope scope, WireState state, @Nullable List<WireItem> items, @Nullable Integer itemsBefore,
        List<String> warnings) {}
