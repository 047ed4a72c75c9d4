package dev.podd.acp;

import dev.podd.pod.Client;
import dev.podd.pod.OpenRequest;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a session works, and for whom.
 *
 * @param more    folders that it may write in beside the first
 * @param overlay the servers that the client wants it to have
 */
record SessionPlace(Path folder, List<Path> more, @Nullable String overlay, boolean isTrusted, Client client) {
    OpenRequest request(@Nullable String session) {
        return new OpenRequest(folder, null, overlay, session, isTrusted, client);
    }

    OpenRequest withoutServers(String session) {
        return new OpenRequest(folder, null, null, session, isTrusted, client);
    }
}
