package dev.podd.workspace;

import dev.podd.scope.Permission;
import dev.podd.scope.Scope;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The paths that a model names: made absolute, followed to where they lead, and asked of the scope. */
final class AllowedPaths {
    /** As on Linux. */
    private static final int MAX_PATH = 4095;
    private static final Pattern URI_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*", Pattern.DOTALL);

    private final Path workingDirectory;
    private final Supplier<Scope> scope;
    private final OutputFolder outputs;

    /** @param outputs may be read, whatever the scope */
    AllowedPaths(Path workingDirectory, Supplier<Scope> scope, OutputFolder outputs) {
        this.workingDirectory = workingDirectory;
        this.scope = scope;
        this.outputs = outputs;
    }

    /** A path as the model should write it: relative to the working directory where that is shorter. */
    String name(Path real) {
        if (real.equals(workingDirectory)) {
            return ".";
        }
        return (real.startsWith(workingDirectory) ? workingDirectory.relativize(real) : real).toString();
    }

    /** The real path of what is named, if it may be read or written, there or not. */
    Path allowed(String path, Permission permission) {
        return allowed(absolute(path), permission, path);
    }

    /**
     * A real path, if it may be read or written, there or not.
     *
     * @throws WorkspaceException it may not, or it leads elsewhere by now: what was judged is not what would be opened
     */
    Path allowed(Path real, Permission permission) {
        Path now = allowed(real, permission, name(real));
        if (!now.equals(real)) {
            throw new WorkspaceException(name(real) + " has become a link to " + now + " meanwhile: name that instead");
        }
        return now;
    }

    private Path absolute(String path) {
        if (path.isBlank() || path.indexOf('\0') >= 0) {
            throw new WorkspaceException("a path is missing");
        }
        if (path.startsWith("~") || URI_SCHEME.matcher(path).matches()) {
            throw new WorkspaceException("\"" + path + "\" is neither relative to " + workingDirectory
                    + " nor absolute: ~ and URIs are not understood");
        }
        try {
            Path absolute = workingDirectory.resolve(path);
            if (absolute.toString().length() > MAX_PATH) {
                throw new WorkspaceException("\"" + path.substring(0, Math.min(path.length(), 40)) + "…\" is too long: "
                        + "an absolute path has at most " + MAX_PATH + " characters, not "
                        + absolute.toString().length());
            }
            return outputs.here(absolute);
        } catch (InvalidPathException e) {
            throw new WorkspaceException("\"" + path + "\" is no path: " + e.getReason(), e);
        }
    }

    private Path allowed(Path path, Permission permission, String name) {
        Scope now = scope.get();
        Path real = now.realPath(path).orElseThrow(() -> new WorkspaceException(
                name + " leads nowhere: it is a broken link, or climbs out of a folder that does not exist"));
        boolean isKept = permission == Permission.READ && outputs.holds(real);
        boolean isAllowed = now.permissionOfReal(real).filter(granted -> granted.compareTo(permission) >= 0)
                .isPresent();
        if (!isAllowed && !isKept) {
            throw new WorkspaceException(refusal(permission, name, real),
                    new WorkspaceException.Refused(real, permission));
        }
        return real;
    }

    private String refusal(Permission permission, String name, Path real) {
        boolean isLink = !real.equals(workingDirectory.resolve(name).normalize());
        String what = isLink ? name + " leads to " + real + ", which" : name;
        String done = permission == Permission.READ ? "read" : "written";
        return what + " may not be " + done + ": it is outside the scope of this session, or denied by a rule of it";
    }
}
