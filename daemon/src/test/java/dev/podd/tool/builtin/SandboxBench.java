package dev.podd.tool.builtin;

import dev.podd.sandbox.SandboxSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a sandbox costs: {@code true} through the shell tool, with and without one, turn about, in a repository of some files
 * and in one of many. Arguments: how many rounds, and how many files.
 */
final class SandboxBench {
    private SandboxBench() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        int files = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5_000;
        for (int each : List.of(10, files)) {
            Path parent = Files.createTempDirectory("podd-bench").toRealPath();
            try (SandboxedDesk desk = new SandboxedDesk(parent, System.getenv("PATH"))) {
                for (int i = 0; i < each; i++) {
                    SandboxedDesk.file(desk.project.resolve("d" + i / 20 + "/f" + i + ".txt"), "line\n".repeat(500));
                }
                var _ = new ProcessBuilder("git", "init", "-q").directory(desk.project.toFile()).inheritIO().start()
                        .waitFor();
                measure(desk, each, rounds);
            }
        }
    }

    private static void measure(SandboxedDesk desk, int files, int rounds) throws InterruptedException {
        SandboxSettings off = new SandboxSettings(false, false, false, List.of(), List.of(), desk.home);
        SandboxSettings on = new SandboxSettings(true, true, false, List.of(), List.of(), desk.home);
        desk.settings(on);
        long begun = System.nanoTime();
        desk.shell("true");
        System.out.printf("%d files: the first sandboxed command took %.1f ms%n", files,
                (System.nanoTime() - begun) / 1e6);
        List<Double> plain = new ArrayList<>();
        List<Double> held = new ArrayList<>();
        List<Double> asked = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            desk.settings(off);
            plain.add(time(desk));
            desk.settings(on);
            held.add(time(desk));
            long from = System.nanoTime();
            desk.containment("true");
            asked.add((System.nanoTime() - from) / 1e6);
        }
        System.out.printf("%d files: plain %s, sandboxed %s, looking whether it holds %s%n", files, shown(plain),
                shown(held), shown(asked));
    }

    private static double time(SandboxedDesk desk) throws InterruptedException {
        long from = System.nanoTime();
        desk.shell("true");
        return (System.nanoTime() - from) / 1e6;
    }

    private static String shown(List<Double> times) {
        Collections.sort(times);
        return "p50 %.1f p99 %.1f ms".formatted(times.get(times.size() / 2), times.get(times.size() * 99 / 100));
    }
}
