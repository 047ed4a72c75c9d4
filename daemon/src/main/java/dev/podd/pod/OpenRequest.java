package dev.podd.pod;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a door wants opened.
 *
 * @param workspaceFolder absolute
 * @param manifest        name, path or file URI of a manifest; null for {@code default}
 * @param overlay         partial manifest as JSON text
 * @param session         to go on with; null for a new one
 * @param trusted         whether the workspace's own manifest, hooks and templates are read
 * @param client          who opens it
 * @param endsWithTurn    whether the process ends with the turn
 */
public record OpenRequest(Path workspaceFolder, @Nullable String manifest, @Nullable String overlay,
        @Nullable String session, boolean trusted, Client client, boolean endsWithTurn) {
    /** A new session in a folder that is trusted. */
    public static OpenRequest in(Path workspaceFolder, Map<String, String> environment) {
        return new OpenRequest(workspaceFolder, null, null, null, true,
                new Client(null, environment));
    }

    /** Of a Pod that stays open after its turns. */
    public OpenRequest(Path workspaceFolder, @Nullable String manifest, @Nullable String overlay,
            @Nullable String session, boolean trusted, Client client) {
        this(workspaceFolder, manifest, overlay, session, trusted, client, false);
    }

    /** The same, of a Pod whose process ends with the turn. */
    public OpenRequest endingWithTurn() {
        return new OpenRequest(workspaceFolder, manifest, overlay, session, trusted, client, true);
    }

    /** The same, of a new session. */
    OpenRequest withoutSession() {
        return new OpenRequest(workspaceFolder, manifest, overlay, null, trusted, client, endsWithTurn);
    }

    OpenRequest with(@Nullable String otherOverlay, boolean isTrusted) {
        return new OpenRequest(workspaceFolder, manifest, otherOverlay, session, isTrusted, client, endsWithTurn);
    }
}
