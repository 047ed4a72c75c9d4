package dev.podd.lsp;

import dev.podd.buffer.Text;
import dev.podd.lsp.wire.ManifestTypes.ManifestCheckParams;
import dev.podd.lsp.wire.ManifestTypes.ManifestCheckResult;
import dev.podd.manifest.BoundedFile;
import dev.podd.manifest.ManifestCheck;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** {@code manifest/…}: the files that declare Pods. */
final class ManifestEndpoint {
    private final Documents documents;

    ManifestEndpoint(Documents documents) {
        this.documents = documents;
    }

    ManifestCheckResult check(ManifestCheckParams params) {
        String uri = params.uri();
        Path file = uri == null ? null : FromWire.path("uri", uri);
        Text text = text(params.text(), uri, file);
        return new ManifestCheckResult(ManifestCheck.check(text.toString(), file).stream()
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
        return documents.text(uri).orElseGet(() -> Text.of(ManifestCheck.read(file)));
    }
}
