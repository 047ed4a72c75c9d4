package dev.podd.tool.builtin;

import dev.podd.sandbox.Command;
import dev.podd.sandbox.CommandRunner;
import dev.podd.sandbox.Confinement;
import dev.podd.sandbox.Ending;
import dev.podd.sandbox.RunningCommand;
import dev.podd.tool.ToolException;
import dev.podd.tool.ToolOutput;
import dev.podd.workspace.KeptOutput;
import dev.podd.workspace.OutputFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Commands of a Pod that run in the background, numbered from 1; closing the Pod ends them. Safe on every thread. */
public final class Jobs implements AutoCloseable {
    /** Each has a thread, and some output in memory. */
    private static final int MAX_RUNNING = 20;
    private static final Pattern KILL = Pattern.compile("\\s*kill\\s+(?:-\\w+\\s+)?%(\\d{1,6})\\s*");

    private final OutputFolder outputs;
    /** Guarded by this. */
    private final List<Job> jobs = new ArrayList<>();

    public Jobs(OutputFolder outputs) {
        this.outputs = outputs;
    }

    /** The work of a command that is about jobs; empty for any other. */
    Optional<PlannedCall.Work> understand(String command) {
        if (command.strip().equals("jobs")) {
            return Optional.of(_ -> list());
        }
        Matcher kill = KILL.matcher(command);
        return kill.matches() ? Optional.of(_ -> kill(Integer.parseInt(kill.group(1)))) : Optional.empty();
    }

    /**
     * @param runner    as the manifest of now has it
     * @param whenEnded run when the job has ended, on a thread that may wait
     */
    ToolOutput start(CommandRunner runner, Command command, Confinement confinement, String call, Runnable whenEnded) {
        if (running() >= MAX_RUNNING) {
            throw new ToolException(MAX_RUNNING + " jobs are running, which is as many as may: see jobs, and kill one");
        }
        JobOutput output = new JobOutput(outputs.open(call));
        RunningCommand running;
        try {
            running = runner.start(command, confinement, output::add);
        } catch (RuntimeException e) {
            output.close();
            throw e;
        }
        Job job = add(command.text(), running, outputs.file(call));
        Thread.ofVirtual().name("podd-job-" + job.number).start(() -> {
            watch(job, output);
            whenEnded.run();
        });
        return ToolOutput.ok("job " + job.number + " runs in the background; its output is in " + job.output, null);
    }

    private synchronized Job add(String command, RunningCommand running, Path output) {
        Job job = new Job(jobs.size() + 1, command, running, output);
        jobs.add(job);
        return job;
    }

    private static void watch(Job job, JobOutput output) {
        try (output) {
            job.ending = job.running.await();
        } catch (InterruptedException e) {
            job.running.kill();
        }
    }

    /** Whether any runs. */
    public boolean areRunning() {
        return running() > 0;
    }

    private synchronized long running() {
        return jobs.stream().filter(job -> job.running.isAlive()).count();
    }

    private synchronized ToolOutput list() {
        String body = jobs.stream().map(Job::toString).collect(Collectors.joining("\n"));
        return ToolOutput.ok(running() + " of " + jobs.size() + " jobs running", body.isEmpty() ? null : body);
    }

    private ToolOutput kill(int number) {
        Job job = find(number);
        if (!job.running.isAlive()) {
            return ToolOutput.ok("job " + number + " had ended already", null);
        }
        job.running.kill();
        return ToolOutput.ok("job " + number + " was killed", null);
    }

    private synchronized Job find(int number) {
        if (number < 1 || number > jobs.size()) {
            throw new ToolException("there is no job " + number + "; the command `jobs` lists them");
        }
        return jobs.get(number - 1);
    }

    @Override
    public void close() {
        List<Job> all;
        synchronized (this) {
            all = List.copyOf(jobs);
        }
        all.stream().map(job -> job.running).filter(RunningCommand::isAlive).forEach(RunningCommand::kill);
    }

    /** What a job prints, in its file at most a second later. A full disk takes the output, not the job. */
    private static final class JobOutput implements AutoCloseable {
        private static final Duration INTERVAL = Duration.ofSeconds(1);

        private final KeptOutput file;
        private final Paced flushes = new Paced("podd-job-output", () -> INTERVAL, this::flush);
        private volatile boolean isLost;

        JobOutput(KeptOutput file) {
            this.file = file;
        }

        void add(String text) {
            quietly(() -> file.write(text));
            flushes.request();
        }

        private void flush() {
            quietly(file::flush);
        }

        @Override
        public void close() {
            flushes.close();
            try {
                file.close();
            } catch (IOException e) {
                isLost = true;
            }
        }

        private void quietly(Step step) {
            try {
                if (!isLost) {
                    step.run();
                }
            } catch (IOException e) {
                isLost = true;
            }
        }

        private interface Step {
            void run() throws IOException;
        }
    }

    /** One command in the background. */
    private static final class Job {
        private final int number;
        private final String command;
        private final RunningCommand running;
        private final Path output;
        private volatile @Nullable Ending ending;

        Job(int number, String command, RunningCommand running, Path output) {
            this.number = number;
            this.command = command;
            this.running = running;
            this.output = output;
        }

        @Override
        public String toString() {
            String state = running.isAlive() ? "running"
                    : ending instanceof Ending.Exited exited ? "exit code " + exited.code() : "ended";
            return "%" + number + " " + state + ": " + command + " > " + output;
        }
    }
}
