package dev.podd.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExecutionRiskTest {
    @ParameterizedTest
    @ValueSource(strings = {".podd/pod.toml", ".podd/pods/x.toml", ".git/hooks/pre-commit", ".git/config",
        ".git/modules/a/hooks/post-checkout", "sub/.git/config.worktree", ".GIT/config", ".vscode/tasks.json",
        ".vscode/launch.json", ".vscode/settings.json", "a.code-workspace", ".devcontainer/devcontainer.json",
        ".idea/runConfigurations/a.xml", ".idea/workspace.xml", ".nvim.lua", ".exrc", "src/.dir-locals.el", ".bashrc",
        ".profile", ".envrc", "deep/down/.envrc", ".zshenv", ".gitconfig", ".husky/pre-push",
        ".config/fish/config.fish", ".config/git/config", ".vim/plugin/a.vim", ".mise/config.toml", "mise/config.toml",
        "mise.toml", "mise.local.toml", ".mise.local.toml", ".mise.toml", ".config/mise/config.toml", ".hg/hgrc",
        ".gdbinit", ".lldbinit", ".Rprofile", ".irbrc", ".pryrc", ".direnvrc", ".tmux.conf", ".codex/config.toml",
        ".gemini/settings.json", ".windsurf/hooks.json", "opencode.json", ".aider.conf.yml", ".devcontainer.json",
        ".pdbrc", ".perldb", ".octaverc", ".latexmkrc", "paper/latexmkrc"})
    void aFileThatProgramsRunIsToldWithTheReason(String file) {
        assertThat(ExecutionRisk.of(Path.of("/work").resolve(file)).orElse("")).as(file)
                .matches("(is|belongs) .*(run|hook|commands).*");
        assertThat((Iterable<Path>) Path.of(file)).as("a walk sees it")
                .anyMatch(part -> ExecutionRisk.mayConcern(part.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "src/main.c", "gitconfig", ".gitignore", ".github/CODEOWNERS", "podd/pod.toml",
        "bashrc.txt", "vscode/tasks.json", "fish/config", "config.toml", ".hg/store/00changelog.i", "mise/notes.toml",
        "devcontainer.json", "latexmkrc.md"})
    void anyOtherFileIsNot(String file) {
        assertThat(ExecutionRisk.of(Path.of("/work").resolve(file))).as(file).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/work"})
    void aFolderThatSaysNothingIsNot(String path) {
        assertThat(ExecutionRisk.of(Path.of(path))).isEmpty();
    }

    /** As git reads its settings. */
    @ParameterizedTest
    @ValueSource(strings = {"[core]\n\thooksPath = scripts/hooks\n",
        "[CORE]\nbare = false\nHooksPath=\"scripts/hooks\" # ours\n",
        "[core] hookspath = ./scripts/../scripts/hooks/",
        "[core]\nhooksPath = a\n[user]\nname = b\n[core]\nhooksPath = "
                + "scripts/hooks"})
    void theFolderOfHooksThatARepositoryNamesCounts(String settings, @TempDir Path temp) throws Exception {
        Path project = temp.toRealPath();
        Files.createDirectory(project.resolve(".git"));
        Files.writeString(project.resolve(".git/config"), settings);

        assertThat(ExecutionRisk.of(project.resolve("scripts/hooks/pre-commit"))).contains("is a git hook");
        assertThat(ExecutionRisk.of(project.resolve("scripts/hooks.sh"))).isEmpty();
        assertThat(ExecutionRisk.of(project.resolve("a/pre-commit"))).isEmpty();
    }

    @Test
    void aLinkedWorkTreeHasTheHooksOfItsRepository(@TempDir Path temp) throws Exception {
        Path parent = temp.toRealPath();
        Path own = Files.createDirectories(parent.resolve("a/.git/worktrees/b"));
        Files.writeString(own.resolve("commondir"), "../..\n");
        Files.writeString(parent.resolve("a/.git/config"), "[core]\n\thooksPath = hooks\n");
        Path tree = Files.createDirectory(parent.resolve("b"));
        Files.writeString(tree.resolve(".git"), "gitdir: " + own + "\n");

        assertThat(ExecutionRisk.of(tree.resolve("hooks/pre-commit"))).contains("is a git hook");
        assertThat(ExecutionRisk.of(tree.resolve("pre-commit"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[core]\nhooksPath = .\n", "[core]\nhooksPath = ~/hooks\n", "[core \"a\"]\nhooksPath = hooks\n",
                "[other]\nhooksPath = hooks\n", "[core]\nhooksPath =\n", ""})
    void settingsThatNameNoFolderInsideSayNothing(String settings, @TempDir Path temp) throws Exception {
        Path project = temp.toRealPath();
        Files.createDirectory(project.resolve(".git"));
        Files.writeString(project.resolve(".git/config"), settings);

        assertThat(ExecutionRisk.of(project.resolve("hooks/pre-commit"))).isEmpty();
    }
}
