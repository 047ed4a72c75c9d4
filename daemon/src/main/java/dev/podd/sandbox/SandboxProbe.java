package dev.podd.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Finds out what can bind commands on this machine, by running it: that a program is there says little. */
final class SandboxProbe {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int MAX_ERROR = 300;
    private static final Path MAC_PROGRAM = Path.of("/usr/bin/sandbox-exec");

    private final String path;
    private final Duration limit;
    private final List<String> failures = new ArrayList<>();

    /** @param path folders in which programs are looked for, as in the variable {@code PATH} */
    SandboxProbe(String path) {
        this(path, LIMIT);
    }

    /** @param limit for one run of a program */
    SandboxProbe(String path, Duration limit) {
        this.path = path;
        this.limit = limit;
    }

    /** The best that works. */
    Sandbox find() {
        return switch (System.getProperty("os.name")) {
            case "Linux" -> bubblewrap().or(this::landlock).orElseGet(this::none);
            case "Mac OS X" -> seatbelt().orElseGet(this::none);
            default -> {
                failures.add("Podd knows none for this system");
                yield none();
            }
        };
    }

    /** Why there is nothing better than what was found; empty when it is the best. */
    String failures() {
        return String.join("; ", failures);
    }

    private Sandbox none() {
        return new NoSandbox(failures());
    }

    private Optional<Sandbox> bubblewrap() {
        Optional<Path> program = programs("bwrap").findFirst();
        if (program.isEmpty()) {
            failures.add("bubblewrap is not installed");
        }
        return program.flatMap(this::bubblewrap);
    }

    private Optional<Sandbox> bubblewrap(Path program) {
        for (boolean canForbidUsers : List.of(true, false)) {
            Bubblewrap candidate = Bubblewrap.at(program, canForbidUsers);
            if (runs(candidate, canForbidUsers ? "" : program + " does not work: ")) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private Optional<Sandbox> seatbelt() {
        Seatbelt candidate = new Seatbelt(MAC_PROGRAM);
        return Files.isExecutable(MAC_PROGRAM) && runs(candidate, MAC_PROGRAM + " does not work: ")
                ? Optional.of(candidate) : Optional.empty();
    }

    private Optional<Sandbox> landlock() {
        int abi = new LandlockCalls().abi();
        if (abi < 1) {
            failures.add("the kernel has no Landlock");
            return Optional.empty();
        }
        return Optional.of(new Landlock(abi));
    }

    /** Runs a shell in it, as a command is run later. */
    private boolean runs(Sandbox candidate, String failure) {
        try (PrivateFolder folder = new PrivateFolder()) {
            Bounds bounds = new Bounds(List.of(), folder, Path.of(System.getProperty("user.home")), false);
            List<String> line = new ArrayList<>(candidate.launcher(bounds, Path.of("/")));
            line.addAll(List.of("/bin/sh", "-c", "exit 42"));
            return runs(line, failure);
        } catch (SandboxException cannotMake) {
            failures.add(String.valueOf(cannotMake.getMessage()));
            return false;
        }
    }

    private boolean runs(List<String> line, String failure) {
        try {
            ProcessBuilder builder = new ProcessBuilder(line).directory(Path.of("/").toFile())
                    .redirectOutput(Redirect.DISCARD);
            builder.environment().clear();
            Process process = builder.start();
            process.getOutputStream().close();
            process.onExit().completeOnTimeout(process, limit.toNanos(), TimeUnit.NANOSECONDS).join();
            String errors = errors(process.getErrorStream());
            boolean isOver = !process.isAlive();
            process.destroyForcibly();
            if (isOver && process.exitValue() == 42) {
                return true;
            }
            note(failure, errors.isBlank() ? "no answer" : errors.strip());
        } catch (IOException e) {
            note(failure, String.valueOf(e.getMessage()));
        }
        return false;
    }

    private void note(String failure, String why) {
        if (!failure.isEmpty()) {
            failures.add(failure + why);
        }
    }

    /** What is there: another process may hold the other end, and say nothing. */
    private static String errors(InputStream from) throws IOException {
        return new String(from.readNBytes(Math.min(from.available(), MAX_ERROR)), StandardCharsets.UTF_8);
    }

    /** In absolute folders only: a relative one is another folder for each workspace, and may hold anything. */
    private Stream<Path> programs(String name) {
        return Arrays.stream(path.split(":")).filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, name)).filter(Files::isExecutable);
    }
}
