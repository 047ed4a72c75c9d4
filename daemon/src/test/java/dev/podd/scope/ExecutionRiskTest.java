package dev.podd.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExecutionRiskTest {
    @ParameterizedTest
    @ValueSource(strings = {".podd/pod.toml", ".podd/pods/x.toml", ".git/hooks/pre-commit", ".git/config",
        ".git/modules/a/hooks/post-checkout", "sub/.git/config.worktree", ".GIT/config", ".vscode/tasks.json",
        ".vscode/launch.json", ".vscode/settings.json", "a.code-workspace", ".devcontainer/devcontainer.json",
        ".idea/runConfigurations/a.xml", ".idea/workspace.xml", ".nvim.lua", ".exrc", "src/.dir-locals.el", ".bashrc",
        ".profile", ".envrc", "deep/down/.envrc", ".zshenv", ".gitconfig", ".husky/pre-push",
        ".config/fish/config.fish", ".config/git/config", ".vim/plugin/a.vim"})
    void aFileThatProgramsRunIsToldWithTheReason(String file) {
        assertThat(ExecutionRisk.of(Path.of("/work").resolve(file)).orElse("")).as(file)
                .matches("(is|belongs) .*(run|hook|commands).*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "src/main.c", "gitconfig", ".gitignore", ".github/CODEOWNERS", "podd/pod.toml",
        "bashrc.txt", "vscode/tasks.json", "fish/config"})
    void anyOtherFileIsNot(String file) {
        assertThat(ExecutionRisk.of(Path.of("/work").resolve(file))).as(file).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/work"})
    void aFolderThatSaysNothingIsNot(String path) {
        assertThat(ExecutionRisk.of(Path.of(path))).isEmpty();
    }
}
