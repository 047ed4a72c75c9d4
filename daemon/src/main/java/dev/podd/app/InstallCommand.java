package dev.podd.app;

import dev.podd.app.CompletionCommand.Shell;
import dev.podd.install.InstallException;
import dev.podd.install.Installation;
import dev.podd.install.InstalledFile;
import dev.podd.terminal.ExitCode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code podd install}: makes this program one that shells find, with completions and manual page. */
@Command(name = "install", sortOptions = false,
        description = "Link this program into your path, with completions for bash, zsh and fish and a manual page.",
        footer = {"", "A file that is there already is never replaced, unless podd install has written it.",
            "podd uninstall takes away exactly what this has written."})
final class InstallCommand implements Callable<Integer> {
    private final ProcessEnvironment environment;
    private final Supplier<CommandSpec> podd;

    @Option(names = "--prefix", paramLabel = "DIR", description = "Install below this folder, instead of ~/.local.")
    private @Nullable Path prefix;

    /** @param podd the whole command line */
    InstallCommand(ProcessEnvironment environment, Supplier<CommandSpec> podd) {
        this.environment = environment;
        this.podd = podd;
    }

    /** The folder that is named, or the one that is usual for a person's own programs. */
    static Path prefix(ProcessEnvironment environment, @Nullable Path named) {
        return named == null ? environment.home().resolve(".local")
                : environment.workingDirectory().resolve(named).normalize();
    }

    @Override
    public Integer call() {
        Path target = prefix(environment, prefix);
        Path program = program();
        try {
            new Installation(target).install(files(program))
                    .forEach(path -> environment.screen().out().println(path));
        } catch (InstallException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
        lookInPath(target.resolve("bin"), program);
        hintForZsh(target);
        return ExitCode.FINISHED.code();
    }

    private static Path program() {
        String program = System.getProperty("podd.program");
        if (program == null) {
            throw new CommandFailed("bin/podd of the packaged program is what is installed, and this Podd was started"
                    + " without it");
        }
        return Path.of(program);
    }

    private List<InstalledFile> files(Path program) {
        Path share = Path.of("share");
        CommandSpec all = podd.get();
        return List.of(new InstalledFile.Link(Path.of("bin", "podd"), program),
                new InstalledFile.Text(share.resolve("bash-completion/completions/podd"), Shell.bash.script(all)),
                new InstalledFile.Text(share.resolve("zsh/site-functions/_podd"), Shell.zsh.script(all)),
                new InstalledFile.Text(share.resolve("fish/vendor_completions.d/podd.fish"), Shell.fish.script(all)),
                new InstalledFile.Text(share.resolve("man/man1/podd.1"), ManualPage.of(all, Version.number())));
    }

    private void lookInPath(Path bin, Path program) {
        List<Path> folders = Stream
                .of(Objects.requireNonNullElse(environment.variable("PATH"), "")
                        .split(Pattern.quote(File.pathSeparator), -1))
                .filter(folder -> !folder.isEmpty()).map(Path::of).toList();
        if (folders.stream().noneMatch(folder -> isSame(folder, bin))) {
            say(bin + " is not in your PATH; add it, for example by this line at the end of ~/.profile:\n"
                    + "  export PATH=\"" + bin + ":$PATH\"");
            return;
        }
        folders.stream().map(folder -> folder.resolve("podd")).filter(Files::isExecutable).findFirst()
                .filter(first -> !isSame(first, program))
                .ifPresent(first -> say("another podd comes first in your PATH: " + first));
    }

    /** It is the one shell that does not look there by itself. */
    private void hintForZsh(Path target) {
        String shell = environment.variable("SHELL");
        if (shell != null && shell.endsWith("zsh")) {
            say("for completion in zsh, put this before compinit in ~/.zshrc:\n  fpath=("
                    + target.resolve("share/zsh/site-functions") + " $fpath)");
        }
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException missing) {
            return one.normalize().equals(other.normalize());
        }
    }

    private void say(String words) {
        words.lines().forEach(line -> environment.screen().err().println("podd: " + line));
    }
}
