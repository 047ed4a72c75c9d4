package dev.podd.permission;

import dev.podd.permission.Permissions.Decision;
import dev.podd.scope.ExecutionRisk;
import dev.podd.scope.RealPath;
import dev.podd.shell.Redirection;
import dev.podd.shell.Redirection.Kind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Decides about files that a shell opens for a command: as about a call of {@code write} or {@code read} with that path. A
 * path that is not known, one outside of the working directory without a rule of its own, and one from which some program
 * runs commands are asked about.
 */
final class RedirectedFiles {
    private static final Decision ASKED = new Decision(PermissionAction.ASK, null);
    private static final Set<
            String> DEVICES = Set.of("/dev/null", "/dev/stdout", "/dev/stderr", "/dev/stdin", "/dev/zero",
                    "/dev/full", "/dev/urandom", "/dev/random", "/dev/fd/0", "/dev/fd/1", "/dev/fd/2");
    private static final List<String> CONNECTIONS = List.of("/dev/tcp/", "/dev/udp/");

    private final Path workingDirectory;
    private final BiFunction<String, Path, Decision> rules;

    /** @param rules what is said about a call of a tool with a real path */
    RedirectedFiles(Path workingDirectory, BiFunction<String, Path, Decision> rules) {
        this.workingDirectory = workingDirectory;
        this.rules = rules;
    }

    /** Empty if nothing needs to be said about it. */
    Optional<Decision> decide(Redirection file, List<String> folders) {
        String target = file.target().text();
        boolean isRead = file.kind() == Kind.READ;
        if (!file.target().isFixed()) {
            return isRead ? Optional.empty() : Optional.of(ASKED);
        }
        if (CONNECTIONS.stream().anyMatch(target::startsWith)) {
            return Optional.of(ASKED);
        }
        if (DEVICES.contains(target)) {
            return Optional.empty();
        }
        if (folders.isEmpty() && !target.startsWith("/")) {
            return isRead ? Optional.empty() : Optional.of(ASKED);
        }
        return (target.startsWith("/") ? List.of("") : folders).stream()
                .map(folder -> isRead ? read(folder, target) : Optional.of(write(folder, target)))
                .flatMap(Optional::stream).max(CommandJudge.STRICTEST);
    }

    private Decision write(String folder, String target) {
        return real(folder, target).map(real -> {
            Decision decision = rules.apply("write", real);
            Optional<Decision> risky = ExecutionRisk.of(real)
                    .map(risk -> new Decision(PermissionAction.ASK, null, target + " " + risk));
            boolean isElsewhere = decision.rule() == null && !real.startsWith(workingDirectory);
            return decision.action() == PermissionAction.DENY ? decision
                    : risky.orElse(isElsewhere ? ASKED : decision);
        }).orElse(ASKED);
    }

    /** Reading is free to commands but for what a rule forbids. */
    private Optional<Decision> read(String folder, String target) {
        return real(folder, target).map(real -> rules.apply("read", real))
                .filter(decision -> decision.rule() != null && decision.action().compareTo(PermissionAction.ASK) >= 0);
    }

    private Optional<Path> real(String folder, String target) {
        try {
            return RealPath.of(withoutDots(workingDirectory.resolve(folder).resolve(target)));
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    /** Without names that mean the folder itself; those that go up may lead through a link, and stay. */
    private static Path withoutDots(Path path) {
        Path all = Objects.requireNonNull(path.getRoot());
        for (Path name : path) {
            all = name.toString().equals(".") ? all : all.resolve(name);
        }
        return all;
    }
}
