package dev.podd.pod;

import dev.podd.manifest.Manifest;
import dev.podd.manifest.SandboxMode;
import dev.podd.sandbox.SandboxSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What a manifest says of the sandbox, with its paths as they are for one person. */
final class SandboxPaths {
    /** They name folders of toolchains, wherever the person has put them. */
    private static final List<String> TOOLCHAINS = List.of("JAVA_HOME", "JDK_HOME", "MAVEN_HOME", "M2_HOME",
            "GRADLE_HOME", "GOROOT", "RUSTUP_HOME", "NVM_DIR", "PYENV_ROOT", "ANDROID_HOME", "ANDROID_SDK_ROOT",
            "DOTNET_ROOT", "VIRTUAL_ENV", "CONDA_PREFIX");

    private SandboxPaths() {}

    static SandboxSettings of(Manifest.SandboxSection section, Path workingDirectory, Map<String, String> environment) {
        Path home = Path.of(Objects.requireNonNullElse(environment.get("HOME"), System.getProperty("user.home")));
        List<Path> readable = Stream.of(ofPrograms(environment).filter(each -> !home.startsWith(each)),
                section.caches().stream().flatMap(each -> path(each, home, workingDirectory)),
                section.readable().stream().flatMap(each -> path(each, home, workingDirectory)))
                .flatMap(each -> each).distinct().toList();
        List<Path> writable = section.writable().stream().flatMap(each -> path(each, home, workingDirectory)).toList();
        return new SandboxSettings(section.mode() != SandboxMode.OFF, section.mode() == SandboxMode.ON,
                section.network(), readable, writable, home);
    }

    /** The folders of PATH, and of toolchains that variables name. */
    private static Stream<Path> ofPrograms(Map<String, String> environment) {
        Stream<String> path = Stream.of(Objects.requireNonNullElse(environment.get("PATH"), "").split(":"));
        Stream<String> toolchains = TOOLCHAINS.stream().map(environment::get).filter(Objects::nonNull);
        return Stream.concat(path, toolchains).filter(each -> each.startsWith("/"))
                .flatMap(each -> path(each, Path.of("/"), Path.of("/"))).filter(each -> each.getParent() != null);
    }

    /** A layer's {@code ~} is absolute already; that of a default is not. */
    private static Stream<Path> path(String written, Path home, Path workingDirectory) {
        try {
            Path path = written.startsWith("~/") ? home.resolve(written.substring(2))
                    : workingDirectory.resolve(written);
            return Stream.of(path.normalize());
        } catch (InvalidPathException none) {
            return Stream.empty();
        }
    }
}
