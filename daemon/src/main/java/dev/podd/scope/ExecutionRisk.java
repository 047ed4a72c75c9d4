package dev.podd.scope;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Files that some program runs, or reads commands from, without asking: a permission to edit files is not a permission
 * to run programs, so the permission gate asks about each write to such a file, whatever was allowed before (also "for
 * this session"), and shows the reason. Names are compared without regard to case, as some file systems do.
 */
public final class ExecutionRisk {
    private static final String HOOK = "is a git hook";
    private static final String ENTERED = "is run by the shell when somebody enters the folder";
    private static final Set<String> SHELL_FILES = Set.of(".bashrc", ".bash_profile", ".bash_login", ".bash_logout",
            ".bash_aliases", ".profile", ".zshrc", ".zshenv", ".zprofile", ".zlogin", ".zlogout", ".kshrc", ".mkshrc",
            ".cshrc", ".tcshrc", ".login", ".logout", ".inputrc", ".xprofile", ".xinitrc", ".xsession",
            ".pam_environment");
    private static final Set<String> DIRECTORY_FILES = Set.of(".envrc", ".direnvrc", ".rtx.toml");
    private static final Set<String> VIM_FILES = Set.of(".nvim.lua", ".nvimrc", ".exrc", ".vimrc", ".gvimrc",
            ".lvimrc", ".lazy.lua");
    private static final Set<String> GIT_FILES = Set.of(".gitconfig", ".gitmodules", ".lefthook.yml", "lefthook.yml",
            ".pre-commit-config.yaml", "lefthook.toml", ".lefthook.toml", "lefthook-local.yml", ".lefthook-local.yml");

    /** Debuggers, interpreters and other programs read them in the folder in which they are started. */
    private static final Set<String> START_FILES = Set.of(".gdbinit", ".gdbearlyinit", ".lldbinit", ".rprofile",
            ".renviron", ".irbrc", ".pryrc", ".byebugrc", ".rdbgrc", ".ghci", ".iex.exs", ".ocamlinit", ".tmux.conf",
            ".pdbrc", ".perldb", ".octaverc", ".latexmkrc", "latexmkrc");
    private static final Set<String> AGENT_FOLDERS = Set.of(".cursor", ".claude", ".codex", ".gemini", ".windsurf",
            ".opencode", ".continue", ".roo", ".kiro", ".qwen", ".amazonq");
    private static final Set<String> AGENT_FILES = Set.of(".mcp.json", "opencode.json", "opencode.jsonc", "crush.json",
            ".crush.json", ".aider.conf.yml");
    /** In {@code .config}. */
    private static final Set<String> CONFIGURED = Set.of("fish", "nvim", "git", "systemd", "autostart", "zed", "helix",
            "code", "emacs", "podd", "mise", "direnv", "tmux");
    private static final Pattern MISE = Pattern.compile("\\.?mise(\\..+)?\\.toml");

    /** Of the names above that do not begin with a dot. */
    private static final Pattern OTHERS = Pattern.compile("^(mise(\\..+)?\\.toml|lefthook.*\\.(yml|toml)|config\\.toml"
            + "|opencode\\.jsonc?|crush\\.json|hgrc|latexmkrc)$|\\.(code-workspace|sublime-project)$",
            Pattern.CASE_INSENSITIVE);

    private ExecutionRisk() {}

    /**
     * Why writing a file can run a program, as the end of a sentence that begins with the file: "is read by Podd, which
     * runs its hooks"; empty for a file that nothing known runs. Reads the settings of git repositories above the file.
     *
     * @param real an absolute path without links
     */
    public static Optional<String> of(Path real) {
        return byName(real).or(() -> HooksPath.covers(real) ? Optional.of(HOOK) : Optional.empty());
    }

    /** The same, by the path alone: without the folder that a repository's settings may name for its hooks. */
    public static Optional<String> byName(Path real) {
        List<String> parts = parts(real);
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        String name = parts.getLast();
        return Optional.ofNullable(ofFolder(parts)).or(() -> Optional.ofNullable(ofName(name)));
    }

    /**
     * Whether a path with this last part may be such a file by its name, or a folder of such files; quick, for walks of large
     * trees.
     */
    public static boolean mayConcern(String name) {
        return name.startsWith(".") || OTHERS.matcher(name).find();
    }

    private static List<String> parts(Path real) {
        return StreamSupport.stream(real.spliterator(), false)
                .map(part -> part.toString().toLowerCase(Locale.ROOT)).toList();
    }

    private static @Nullable String ofFolder(List<String> parts) {
        String name = parts.getLast();
        if (parts.contains(".podd")) {
            return "belongs to Podd, which takes permissions, hooks and commands from there";
        }
        if (parts.contains(".git")) {
            return "belongs to git, which runs hooks and programs that are named there";
        }
        if (parts.contains(".husky") || parts.contains(".githooks")) {
            return HOOK;
        }
        if (parts.contains(".vscode") || name.endsWith(".code-workspace") || parts.contains(".devcontainer")
                || name.equals(".devcontainer.json")) {
            return "is read by VS Code, which can run tasks and programs that are named there";
        }
        if (parts.contains(".idea") || parts.contains(".run") || parts.contains(".fleet") || parts.contains(".zed")
                || parts.contains(".helix") || name.endsWith(".sublime-project")) {
            return "is read by an editor, which can run tasks and programs that are named there";
        }
        if (parts.contains(".config") && parts.stream().anyMatch(CONFIGURED::contains)) {
            return "is read at start-up by a program that runs commands from it";
        }
        if (parts.stream().anyMatch(AGENT_FOLDERS::contains) || AGENT_FILES.contains(name)) {
            return "is read by another agent, which runs servers and hooks that are named there";
        }
        if (parts.contains(".emacs.d")) {
            return "is run by Emacs when it starts";
        }
        if (parts.contains(".mise") || isIn("mise", "config.toml", parts)) {
            return ENTERED;
        }
        if (isIn(".hg", "hgrc", parts)) {
            return "is read by Mercurial, which runs hooks and programs that are named there";
        }
        return parts.contains(".vim") ? "is run by Vim when it starts" : null;
    }

    private static boolean isIn(String folder, String name, List<String> parts) {
        return parts.size() > 1 && parts.getLast().equals(name) && parts.get(parts.size() - 2).equals(folder);
    }

    private static @Nullable String ofName(String name) {
        if (SHELL_FILES.contains(name)) {
            return "is run by the shell when it starts or ends";
        }
        if (DIRECTORY_FILES.contains(name) || MISE.matcher(name).matches()) {
            return ENTERED;
        }
        if (START_FILES.contains(name)) {
            return "is run by a program when it is started in the folder";
        }
        if (VIM_FILES.contains(name)) {
            return "is run by Vim or Neovim when it is started in the folder";
        }
        if (name.equals(".dir-locals.el") || name.equals(".dir-locals-2.el") || name.equals(".emacs")
                || name.equals(".projectile")) {
            return "is read by Emacs, which can run what stands in it";
        }
        return GIT_FILES.contains(name) ? "is read by git or its hooks, which run programs that are named there" : null;
    }
}
