package dev.podd.app;

import dev.podd.manifest.BoundedFile;
import dev.podd.manifest.ManifestCheck;
import dev.podd.manifest.ManifestProblem;
import dev.podd.manifest.ManifestSchema;
import dev.podd.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code podd manifest}: files that declare Pods. */
@Command(name = "manifest", sortOptions = false,
        description = "Check a file that declares a Pod, or print the schema of such files.")
final class ManifestCommand implements Runnable {
    private final ProcessEnvironment environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ManifestCommand(ProcessEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: check or schema");
    }

    @Command(name = "check", sortOptions = false,
            description = "All that is wrong with a manifest, a line each: file:line:column: severity: message.",
            footer = {"",
                "An error keeps a Pod from being opened; what a warning is about has no effect, or not the one"
                        + " that may be expected.",
                "Exit codes: 0 nothing to say, 1 errors or warnings, 2 usage."})
    int check(@Parameters(paramLabel = "FILE", description = "The manifest, in TOML.") Path file) {
        List<ManifestProblem> problems = ManifestCheck.check(read(file), file);
        problems.forEach(problem -> environment.screen().out().println(environment.screen().shown(problem.toString())));
        boolean isValid = problems.stream().noneMatch(ManifestProblem::isError);
        environment.screen().err().println("podd: " + file + (isValid ? " is valid" : " is not valid")
                + (isValid && !problems.isEmpty() ? ", with warnings" : ""));
        return problems.isEmpty() ? ExitCode.FINISHED.code() : ExitCode.ERROR.code();
    }

    @Command(name = "schema", sortOptions = false,
            description = "The JSON Schema of manifests, for editors that complete and check by it.")
    int schema() {
        environment.screen().out().print(ManifestSchema.text());
        return ExitCode.FINISHED.code();
    }

    private String read(Path file) {
        try {
            return BoundedFile.text(environment.workingDirectory().resolve(file), BoundedFile.MANIFEST_LIMIT);
        } catch (IOException e) {
            throw new CommandFailed(
                    Files.exists(environment.workingDirectory().resolve(file)) ? file + " " + e.getMessage()
                            : "there is no file " + file);
        }
    }
}
