package dev.podd.workspace;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** File URIs as editors write them: some leave characters as they are that RFC 3986 wants escaped. */
public final class FileUris {
    private static final String SCHEME = "file:";

    private FileUris() {}

    /** Empty for what names no file of this machine. */
    public static Optional<Path> path(String uri) {
        if (!uri.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        return decoded(uri.substring(SCHEME.length())).flatMap(FileUris::absolute);
    }

    private static Optional<String> decoded(String rest) {
        String path = rest;
        if (rest.startsWith("//")) {
            int slash = rest.indexOf('/', 2);
            String host = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
            if (slash < 0 || !(host.isEmpty() || host.equalsIgnoreCase("localhost"))) {
                return Optional.empty();
            }
            path = rest.substring(slash);
        }
        try {
            return Optional.of(URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException strayPercent) {
            return Optional.of(path);
        }
    }

    private static Optional<Path> absolute(String path) {
        try {
            return Optional.of(Path.of(path)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
