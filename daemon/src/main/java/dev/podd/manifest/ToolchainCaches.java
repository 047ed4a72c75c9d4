package dev.podd.manifest;

/** Where toolchains keep themselves and what they fetched, in a home folder. */
final class ToolchainCaches {
    /**
     * As JSON. Without the files beside them in which keys stand ({@code ~/.m2/settings.xml}, {@code
     * ~/.cargo/credentials.toml}).
     */
    static final String USUAL = """
            ["~/.m2/repository", "~/.m2/wrapper", "~/.gradle/caches", "~/.gradle/wrapper", "~/.sdkman/candidates",
            "~/.jdks", "~/.ivy2/cache", "~/.cache/coursier", "~/.sbt/boot", "~/.cargo/bin", "~/.cargo/registry",
            "~/.cargo/git", "~/.rustup", "~/.npm/_cacache", "~/.nvm", "~/.fnm", "~/.volta", "~/.bun/bin",
            "~/.bun/install", "~/.deno", "~/.cache/deno", "~/.cache/node", "~/.local/share/pnpm", "~/.cache/pnpm",
            "~/.cache/yarn", "~/.yarn/berry/cache", "~/.cache/pip", "~/.cache/uv", "~/.local/share/uv",
            "~/.local/pipx", "~/.local/share/pipx", "~/.pyenv", "~/.cache/pypoetry", "~/.conda/pkgs", "~/miniconda3",
            "~/anaconda3", "~/miniforge3", "~/.rbenv", "~/.rvm", "~/.gem/ruby", "~/.bundle/cache", "~/go/pkg",
            "~/go/bin", "~/.nuget/packages", "~/.dotnet", "~/.ghcup", "~/.cabal/packages",
            "~/.stack", "~/.opam", "~/.julia", "~/.mix", "~/.hex/packages", "~/.pub-cache", "~/.asdf",
            "~/.local/share/mise", "~/.local/bin", "~/.local/lib"]
            """;

    private ToolchainCaches() {}
}
