package dev.podd.app;

import dev.podd.manifest.ManifestCheck;
import dev.podd.manifest.ManifestProblem;
import dev.podd.manifest.ManifestSchema;
import dev.podd.terminal.ExitCode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
    private final Host host;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ManifestCommand(Host host) {
        this.host = host;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: check or schema");
    }

    @Command(name = "check", sortOptions = false,
            description = "All that is wrong with a manifest, a line each: file:line:column: severity: message.")
    int check(@Parameters(paramLabel = "FILE", description = "The manifest, in TOML.") Path file) {
        List<ManifestProblem> problems = ManifestCheck.check(read(file), file);
        problems.forEach(problem -> host.screen().out().println(problem));
        if (problems.isEmpty()) {
            host.screen().err().println("podd: " + file + " holds");
        }
        return problems.stream().anyMatch(ManifestProblem::isError) ? ExitCode.ERROR.code() : ExitCode.FINISHED.code();
    }

    @Command(name = "schema", sortOptions = false,
            description = "The JSON Schema of manifests, for editors that complete and check by it.")
    int schema() {
        host.screen().out().print(ManifestSchema.text());
        return ExitCode.FINISHED.code();
    }

    private String read(Path file) {
        try {
            return Files.readString(host.workingDirectory().resolve(file));
        } catch (NoSuchFileException e) {
            throw new CommandFailed("there is no file " + file);
        } catch (CharacterCodingException e) {
            throw new CommandFailed(file + " is not UTF-8 text");
        } catch (IOException e) {
            throw new CommandFailed(file + " cannot be read: " + e.getMessage());
        }
    }
}
