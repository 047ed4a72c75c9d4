package dev.podd.workspace;

import java.io.File;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** File URIs as editors write them: some leave characters as they are that RFC 3986 wants escaped. */
public final class FileUris {
    private static final String SCHEME = "file:";
    /** What stands for itself in a path, beside ASCII letters and digits, as {@link Path#toUri} has it. */
    private static final String UNESCAPED = "-_.~!*'()&+,;=:@$/";

    private FileUris() {}

    /** Empty for what names no file of this machine. */
    public static Optional<Path> path(String uri) {
        if (!uri.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        return decoded(uri.substring(SCHEME.length())).flatMap(FileUris::absolute);
    }

    /** Of a file, made of its name alone: {@link Path#toUri} asks the file system, which may not answer. */
    public static String file(Path file) {
        String name = file.toString().replace(File.separatorChar, '/');
        StringBuilder uri = new StringBuilder(SCHEME + "//").append(name.startsWith("/") ? "" : "/");
        for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
            if (isAlphanumeric(each) || UNESCAPED.indexOf(each) >= 0) {
                uri.append((char) each);
            } else {
                uri.append(String.format("%%%02X", each));
            }
        }
        return uri.toString();
    }

    private static boolean isAlphanumeric(byte each) {
        return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9');
    }

    /** Of a folder, which ends in a slash; made of its name alone. */
    public static String folder(Path folder) {
        String uri = file(folder);
        return uri.endsWith("/") ? uri : uri + "/";
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
