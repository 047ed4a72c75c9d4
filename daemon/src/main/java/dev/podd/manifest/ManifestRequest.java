package dev.podd.manifest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which manifest a Pod shall have.
 *
 * @param workspaceFolder absolute
 * @param trusted         whether the workspace's own files are read
 * @param selection       name, path or file URI of a manifest that is laid over the person's and the workspace's; null
 *                        for none
 * @param overlays        partial manifests as JSON, low to high
 * @param environment     variables of the person; {@code HOME} says where {@code ~} leads
 */
public record ManifestRequest(Path workspaceFolder, boolean trusted, @Nullable String selection,
        List<String> overlays, Map<String, String> environment) {
    public ManifestRequest {
        overlays = List.copyOf(overlays);
        environment = Map.copyOf(environment);
    }

    /** Without the values of variables, which may be secret. */
    @Override
    public String toString() {
        return "ManifestRequest[" + workspaceFolder + ", " + selection + ", environment=" + environment.keySet() + "]";
    }
}
