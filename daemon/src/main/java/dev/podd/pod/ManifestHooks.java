package dev.podd.pod;

import dev.podd.hook.Hooks;
import dev.podd.hook.command.CommandHook;
import dev.podd.hook.command.CommandHooks;
import dev.podd.hook.command.HookProcess;
import dev.podd.manifest.Manifest;
import dev.podd.sandbox.Command;
import dev.podd.sandbox.CommandReply;
import dev.podd.sandbox.CommandRunner;
import dev.podd.sandbox.Confinement;
import dev.podd.sandbox.Ending;
import dev.podd.sandbox.SandboxException;
import dev.podd.sandbox.Secrets;
import dev.podd.search.Glob;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The commands that a manifest names, as hooks. */
final class ManifestHooks {
    private static final int MOST_OUTPUT = 1 << 20;

    private final CommandRunner runner;
    private final Confinement confinement;
    private final Secrets secrets;
    private final Path workingDirectory;
    private final CommandHooks commands;

    /** @param secrets left out of what a hook answers */
    ManifestHooks(CommandRunner runner, Confinement confinement, Secrets secrets, Path workingDirectory,
            Consumer<String> warn) {
        this.runner = runner;
        this.confinement = confinement;
        this.secrets = secrets;
        this.workingDirectory = workingDirectory;
        this.commands = new CommandHooks(this::run, warn);
    }

    Hooks of(Manifest.Hooks declared) {
        Hooks hooks = new Hooks();
        add(hooks, "on_prompt_submit", declared.onPromptSubmit());
        add(hooks, "pre_request", declared.preRequest());
        add(hooks, "pre_tool_call", declared.preToolCall());
        add(hooks, "post_tool_call", declared.postToolCall());
        add(hooks, "on_turn_end", declared.onTurnEnd());
        add(hooks, "on_abort", declared.onAbort());
        return hooks;
    }

    private void add(Hooks hooks, String point, List<Manifest.HookRule> rules) {
        for (Manifest.HookRule rule : rules) {
            hooks.add(commands.at(point, new CommandHook(rule.command(), rule.tools().stream().map(Glob::of).toList(),
                    rule.timeout())));
        }
    }

    private HookProcess.Result run(String command, byte[] input, Duration limit) throws InterruptedException {
        CommandReply reply;
        try {
            reply = runner.ask(new Command(command, workingDirectory), confinement, input, limit, MOST_OUTPUT);
        } catch (SandboxException cannotStart) {
            return new HookProcess.Result.NotStarted(secrets.redact(String.valueOf(cannotStart.getMessage())));
        }
        String output = secrets.redact(new String(reply.output(), StandardCharsets.UTF_8));
        return switch (reply.ending()) {
            case Ending.Exited exited -> new HookProcess.Result.Exited(exited.code(), output, reply.errors());
            case Ending.TimedOut late -> new HookProcess.Result.TimedOut();
        };
    }
}
