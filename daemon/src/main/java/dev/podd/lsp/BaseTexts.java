package dev.podd.lsp;

import dev.podd.change.FileHunks;
import dev.podd.pod.Pods;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Texts of files as they would be without pending hunks, as documents: {@code pod:/base/path/of/file?revision}. The
 * revision says which text it was when the URI was made; what comes is the text of now.
 */
final class BaseTexts {
    private static final String PATH = "/base";

    private final Supplier<Pods> pods;

    BaseTexts(Supplier<Pods> pods) {
        this.pods = pods;
    }

    static String uri(FileHunks changed) {
        String revision = Integer.toHexString(changed.base().hashCode()) + "-" + changed.base().length();
        try {
            return new URI("pod", null, PATH + changed.file(), revision, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(changed.file() + " is no path of a URI", e);
        }
    }

    /** The text that a URI names; empty when it names none of these, or the file has no pending hunk any more. */
    Optional<String> text(String uri) throws InterruptedException {
        Optional<Path> file = file(uri);
        return file.isEmpty() ? Optional.empty() : pods.get().reviews().of(file.get()).map(FileHunks::base);
    }

    private static Optional<Path> file(String uri) {
        try {
            URI parsed = new URI(uri);
            String path = parsed.getPath();
            return "pod".equals(parsed.getScheme()) && path != null && path.startsWith(PATH + "/")
                    ? Optional.of(Path.of(path.substring(PATH.length()))) : Optional.empty();
        } catch (URISyntaxException | InvalidPathException e) {
            return Optional.empty();
        }
    }
}
