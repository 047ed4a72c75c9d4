package dev.podd.shell;

import java.util.Map;
import java.util.Set;

/** What is known of programs, for the question how much of a command may be remembered. */
final class ShapeTable {
    /** They only look, print or check, whatever their arguments are. */
    static final Set<String> ANY_ARGUMENTS = Set.of("ls", "cat", "head", "tail", "wc", "grep", "egrep", "fgrep", "rg",
            "ag",
            "diff", "cmp", "comm", "stat", "file", "du", "df", "pwd", "echo", "printf", "which", "whereis", "type",
            "basename", "dirname", "realpath", "readlink", "tree", "cut", "tr", "nl", "column", "paste", "fold", "rev",
            "tac", "jq", "date", "uname", "whoami", "id", "ps", "uptime", "free", "true", "false", "test", "[", "sleep",
            "seq", "expr", "md5sum", "sha1sum", "sha256sum", "sha512sum", "cksum", "hexdump", "od", "strings", "nproc",
            "hostname", "locale", "find", "sort", "javap", "nm", "objdump", "readelf", "pytest", "jest", "vitest",
            "mocha",
            "phpunit", "rspec", "ctest", "tox", "nox", "mypy", "flake8", "pylint", "pyright", "shellcheck", "hadolint",
            "yamllint", "cloc", "tokei", "tsc", "eslint");

    /** Words behind the program with which they only look, build or test in the folder. */
    static final Map<String, Set<String>> SUBCOMMANDS = Map.ofEntries(
            Map.entry("git",
                    Set.of("status", "diff", "log", "show", "blame", "rev-parse", "rev-list", "ls-files", "ls-tree",
                            "describe", "shortlog", "grep", "cat-file", "merge-base", "name-rev", "check-ignore",
                            "count-objects",
                            "add", "commit", "fetch")),
            Map.entry("mvn",
                    Set.of("validate", "compile", "test-compile", "test", "package", "verify", "dependency:tree",
                            "dependency:analyze", "spotless:check", "checkstyle:check", "help:effective-pom")),
            Map.entry("gradle", Set.of("test", "check", "build", "assemble", "classes", "compileJava", "compileKotlin",
                    "tasks", "dependencies", "spotlessCheck")),
            Map.entry("npm", Set.of("test", "t", "ls", "list", "outdated", "view", "explain")),
            Map.entry("pnpm", Set.of("test", "ls", "list", "outdated", "why")),
            Map.entry("yarn", Set.of("test", "list", "why")), Map.entry("bun", Set.of("test")),
            Map.entry("deno", Set.of("test", "lint", "check", "fmt")),
            Map.entry("cargo", Set.of("build", "check", "test", "clippy", "fmt", "doc", "tree", "metadata", "bench")),
            Map.entry("go", Set.of("build", "test", "vet", "list", "fmt", "doc", "version")),
            Map.entry("dotnet", Set.of("build", "test", "restore", "format")),
            Map.entry("make",
                    Set.of("test", "tests", "check", "build", "lint", "all", "compile", "fmt", "format", "docs",
                            "verify")),
            Map.entry("bazel", Set.of("build", "test", "query")), Map.entry("sbt", Set.of("test", "compile")),
            Map.entry("mix", Set.of("test", "compile", "format")), Map.entry("rake", Set.of("test", "spec")),
            Map.entry("swift", Set.of("build", "test")), Map.entry("zig", Set.of("build", "test")),
            Map.entry("ruff", Set.of("check", "format")), Map.entry("pip", Set.of("list", "show", "freeze", "check")),
            Map.entry("docker", Set.of("ps", "images", "logs", "inspect", "version", "info")),
            Map.entry("kubectl", Set.of("get", "describe", "logs", "version")),
            Map.entry("terraform", Set.of("fmt", "validate")), Map.entry("apt", Set.of("list", "search", "show")),
            Map.entry("brew", Set.of("list", "search", "info")), Map.entry("systemctl", Set.of("status", "list-units")),
            Map.entry("gh",
                    Set.of("pr view", "pr list", "pr status", "pr checks", "pr diff", "issue view", "issue list",
                            "run view", "run list", "repo view")));

    /** Names under which some of these are known too. */
    static final Map<String, String> SAME = Map.of("mvnw", "mvn", "./mvnw", "mvn", "mvnd", "mvn", "gradlew", "gradle",
            "./gradlew", "gradle", "pip3", "pip", "podman", "docker", "apt-get", "apt", "gmake", "make");

    /** They run what is named behind {@code run}, or a script of the project. */
    static final Set<String> SCRIPT_RUNNERS = Set.of("npm", "pnpm", "yarn", "bun");
    static final Set<String> PROGRAM_RUNNERS = Set.of("uv", "poetry", "pipenv", "pdm", "hatch", "bundle");

    /** Of these nothing is remembered but what {@link #SUBCOMMANDS} names. */
    static final Set<String> NEVER = Set.of("sh", "bash", "dash", "ash", "zsh", "ksh", "mksh", "fish", "csh", "tcsh",
            "rbash",
            "eval", "source", ".", "exec", "trap", "alias", "python", "python2", "python3", "pypy", "node", "nodejs",
            "deno",
            "bun", "ts-node", "tsx", "ruby", "irb", "perl", "php", "lua", "luajit", "java", "jshell", "jbang", "groovy",
            "kotlin", "scala", "Rscript", "R", "julia", "elixir", "iex", "erl", "ghci", "runghc", "ocaml", "swipl",
            "tclsh",
            "wish", "osascript", "pwsh", "powershell", "awk", "gawk", "mawk", "nawk", "sed", "ed", "ex", "vi", "vim",
            "nvim",
            "emacs", "nano", "less", "more", "man", "expect", "gdb", "lldb", "make-kpkg",
            "rm", "rmdir", "unlink", "shred", "srm", "trash", "mv", "cp", "ln", "install", "dd", "truncate", "tee",
            "chmod",
            "chown", "chgrp", "chattr", "setfacl", "mkfs", "mount", "umount", "fdisk", "parted", "mkswap", "losetup",
            "curl", "wget", "http", "https", "xh", "aria2c", "nc", "ncat", "netcat", "socat", "telnet", "ftp", "tftp",
            "ssh", "scp", "sftp", "rsync", "rclone", "mosh", "openssl", "gpg", "age", "pass", "security",
            "sudo", "doas", "su", "pkexec", "runuser", "chroot", "unshare", "nsenter", "bwrap", "setpriv", "capsh",
            "kill", "pkill", "killall", "shutdown", "reboot", "halt", "poweroff", "systemctl", "service", "launchctl",
            "crontab", "at", "batch", "useradd", "usermod", "userdel", "passwd", "visudo", "iptables", "nft", "ufw",
            "docker", "podman", "nerdctl", "kubectl", "helm", "terraform", "tofu", "pulumi", "ansible",
            "ansible-playbook",
            "aws", "gcloud", "az", "heroku", "fly", "flyctl", "vercel", "netlify", "wrangler", "firebase", "doctl",
            "gh",
            "glab", "hub", "psql", "mysql", "mariadb", "sqlite3", "mongo", "mongosh", "redis-cli", "clickhouse-client",
            "apt", "apt-get", "dpkg", "yum", "dnf", "rpm", "pacman", "apk", "zypper", "brew", "port", "snap", "flatpak",
            "nix", "nix-env", "nix-shell", "guix", "gem", "pip", "pip3", "pipx", "easy_install", "conda", "mamba",
            "twine",
            "npx", "bunx", "pnpx", "lerna", "nuget", "cpan", "luarocks", "opam", "cabal", "stack", "composer",
            "tar", "unzip", "zip", "7z", "cpio", "patch", "xargs", "parallel", "env", "watch", "script", "tmux",
            "screen",
            "busybox", "toybox", "strace", "ltrace", "git-lfs", "mail", "sendmail", "mutt", "printenv", "set",
            "export");

    /** Words of a command that publish, deploy or destroy: such a command is not remembered, whatever the program is. */
    static final Set<
            String> EFFECTS = Set.of("push", "publish", "unpublish", "deploy", "release", "upload", "login", "logout",
                    "token", "owner", "access", "adduser", "yank", "deprecate", "destroy", "apply", "delete", "remove",
                    "uninstall",
                    "clean", "reset", "filter-branch", "filter-repo", "update-ref", "config", "credential", "gc",
                    "prune", "send-email",
                    "exec", "run", "rm", "drop", "install", "add-apt-repository", "bisect", "submodule", "daemon",
                    "--force", "-f",
                    "dlx", "x", "link", "exec:java", "exec:exec", "env");

    private ShapeTable() {}
}
