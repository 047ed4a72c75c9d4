package dev.podd.lsp;

import dev.podd.buffer.Text;
import dev.podd.lsp.wire.ManifestTypes.ManifestCheckParams;
import dev.podd.lsp.wire.ManifestTypes.ManifestCheckResult;
import dev.podd.manifest.BoundedFile;
import dev.podd.manifest.ManifestCheck;
import dev.podd.thread.PlatformWork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code manifest/…}: the files that declare Pods. */
final class ManifestEndpoint {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int AT_ONCE = 16;

    private final Documents documents;
    private final PlatformWork threads = new PlatformWork(LIMIT, AT_ONCE, AT_ONCE);

    ManifestEndpoint(Documents documents) {
        this.documents = documents;
    }

    ManifestCheckResult check(ManifestCheckParams params) {
        String uri = params.uri();
        Path file = uri == null ? null : FromWire.path("uri", uri);
        Text text = text(params.text(), uri, file);
        String path = Objects.toString(file, "");
        return new ManifestCheckResult(look(path, () -> ManifestCheck.check(text.toString(), file)).stream()
                .map(problem -> ProblemToWire.here(problem, text, documents)).toList());
    }

    private Text text(@Nullable String given, @Nullable String uri, @Nullable Path file) {
        if (given != null) {
            if (given.length() > BoundedFile.MANIFEST_LIMIT) {
                throw FromWire.invalid("text: a manifest has at most " + BoundedFile.MANIFEST_LIMIT + " bytes, found "
                        + given.length() + " characters");
            }
            return Text.of(given);
        }
        if (uri == null || file == null) {
            throw FromWire.invalid("uri: missing, and no text either");
        }
        return documents.text(uri).orElseGet(() -> Text.of(look(file.toString(), () -> ManifestCheck.read(file))));
    }

    /** A manifest, and what its scope names, may lie where a file system does not answer. */
    private <T> T look(String path, Supplier<T> work) {
        return threads.get("checking the manifest", path, work);
    }
}
