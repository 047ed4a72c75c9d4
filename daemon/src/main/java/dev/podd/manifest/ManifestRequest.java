package dev.podd.manifest;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which manifest a Pod shall have.
 *
 * @param workspaceFolder absolute
 * @param trusted         whether the workspace's own files are read
 * @param selection       name, path or file URI of a manifest that is laid over the person's and the workspace's; null
 *                        for none
 * @param overlays        partial manifests as JSON, low to high
 */
public record ManifestRequest(Path workspaceFolder, boolean trusted, @Nullable String selection,
        List<String> overlays) {
    public ManifestRequest {
        overlays = List.copyOf(overlays);
    }
}
