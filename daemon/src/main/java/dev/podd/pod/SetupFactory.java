package dev.podd.pod;

import dev.podd.hook.Hooks;
import dev.podd.language.LanguageServers;
import dev.podd.manifest.Credentials;
import dev.podd.manifest.FoundKey;
import dev.podd.manifest.Loaded;
import dev.podd.manifest.Manifest;
import dev.podd.manifest.ManifestProblem;
import dev.podd.manifest.ProviderChoice;
import dev.podd.manifest.ProviderKind;
import dev.podd.model.LanguageModel;
import dev.podd.model.editor.EditorModels;
import dev.podd.prompt.AgentsMd;
import dev.podd.prompt.PromptValues;
import dev.podd.prompt.SystemPrompt;
import dev.podd.prompt.TemplateFailed;
import dev.podd.sandbox.CommandRunner;
import dev.podd.sandbox.Confinement;
import dev.podd.sandbox.PrivateFolder;
import dev.podd.scope.Scope;
import dev.podd.thread.PlatformWork;
import dev.podd.tool.FileBackedLimit;
import dev.podd.tool.Tool;
import dev.podd.tool.ToolBox;
import dev.podd.tool.ToolSource;
import dev.podd.tool.builtin.BuiltinTools;
import dev.podd.tool.builtin.CommandBounds;
import dev.podd.tool.builtin.CommandEffects;
import dev.podd.tool.builtin.Jobs;
import dev.podd.turn.TurnFailedException;
import dev.podd.workspace.OutputFolder;
import dev.podd.workspace.Tracker;
import dev.podd.workspace.Workspace;
import dev.podd.workspace.WorkspaceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes of a manifest what one Pod works with; again when the manifest changes. */
final class SetupFactory {
    private final PodServices services;
    private final PlatformWork threads;
    private final CommandRunner commands;
    private final PrivateFolder sandboxFolder;
    private final CommandEffects effects;
    private final Workspace workspace;
    private final Tracker tracker;
    private final LanguageServers languages;
    private final EditorModels models;
    private final Jobs jobs;
    private final OutputFolder outputs;
    private final AtomicReference<Scope> scope;
    private final BooleanSupplier isTrusted;
    private final SetupWarnings warnings;
    private final Tool ask;

    /**
     * @param models of the editors that have the Pod open
     * @param ask    the tool that asks the Pod's persons
     */
    SetupFactory(PodServices services, PlatformWork threads, CommandRunner commands,
            PrivateFolder sandboxFolder, Workspace workspace, Tracker tracker, LanguageServers languages,
            EditorModels models, Jobs jobs,
            CommandEffects effects, OutputFolder outputs,
            AtomicReference<Scope> scope, BooleanSupplier isTrusted, SetupWarnings warnings,
            Tool ask) {
        this.services = services;
        this.threads = threads;
        this.commands = commands;
        this.sandboxFolder = sandboxFolder;
        this.workspace = workspace;
        this.tracker = tracker;
        this.languages = languages;
        this.models = models;
        this.jobs = jobs;
        this.outputs = outputs;
        this.scope = scope;
        this.effects = effects;
        this.isTrusted = isTrusted;
        this.warnings = warnings;
        this.ask = ask;
    }

    /** @throws dev.podd.manifest.CredentialMissing a named provider has no key */
    Setup make(Loaded loaded, OpenRequest request) {
        Manifest manifest = loaded.manifest();
        Credentials credentials = new Credentials(request.client().environment()::get,
                new KeychainKeys(services.keys(), request.client().environment()));
        ProviderChoice choice = choose(manifest.provider(), credentials);
        LanguageModel model = services.models().make(choice, models);
        FileBackedLimit limit = new FileBackedLimit(manifest.worker().toolOutput().defaultMaxBytes(),
                manifest.worker().toolOutput().perTool(), BuiltinTools.END_MATTERS, outputs);
        LanguageModel summariser = summariser(manifest.compaction(), model, credentials);
        AgentsMd agentsMd = threads.get("reading AGENTS.md", loaded.workingDirectory().toString(),
                () -> AgentsMd.gather(loaded.workingDirectory(), request.workspaceFolder(), this::readIfExists));
        SystemPrompt template = template(manifest.worker());
        ToolBox tools = tools(loaded, request, limit);
        return new Setup(loaded.name(), manifest, model, WorkerSettings.request(manifest.worker()), tools,
                request.client().reviews() ? loaded.permissions().reviewingEdits() : loaded.permissions(),
                hooks(loaded),
                new RedactedOutputs(threads, limit, services.secrets(), manifest.tools().redactSecrets()),
                WorkerSettings.limits(manifest),
                () -> rendered(template,
                        values(loaded.workingDirectory(), tools, agentsMd, request.client().name(), model)),
                () -> WorkerSettings.compaction(manifest.compaction(), model.info().contextWindow()),
                summariser,
                warnings(loaded, choice, agentsMd, model, isShort(request)));
    }

    /** From here on the provider's key is kept out of all that is shown and recorded. */
    private ProviderChoice choose(Manifest.Provider declared, Credentials credentials) {
        ProviderChoice choice = threads.get("reading the key file", "", () -> credentials.choose(declared));
        choice.key().map(FoundKey::reveal).ifPresent(services.secrets()::add);
        declared.headers().forEach(services.secrets()::addIfSecret);
        return choice;
    }

    private Hooks hooks(Loaded loaded) {
        return new ManifestHooks(commands(loaded.manifest()), confinement(loaded.manifest(), Confinement.Purpose.HOOK),
                services.secrets(), loaded.workingDirectory(), warnings).of(loaded.manifest().hooks());
    }

    private CommandRunner commands(Manifest manifest) {
        return commands.with(manifest.commands().environment(), manifest.keyVariables());
    }

    private static Confinement confinement(Manifest manifest, Confinement.Purpose purpose) {
        return Confinement.of(purpose, manifest.commands().isolated());
    }

    /** The Pod's own model, unless the manifest names another. */
    private LanguageModel summariser(Manifest.Compaction declared, LanguageModel own, Credentials credentials) {
        return declared.provider() == null ? own
                : services.models().make(choose(declared.provider(), credentials), models);
    }

    private @Nullable String withoutSecrets(@Nullable String text) {
        return text == null ? null : services.secrets().redact(text);
    }

    private ToolBox tools(Loaded loaded, OpenRequest request, FileBackedLimit limit) {
        Manifest manifest = loaded.manifest();
        CommandRunner runner = commands(manifest);
        CommandBounds bounds = new CommandBounds(runner::sandbox, workspace, sandboxFolder,
                SandboxPaths.of(manifest.sandbox(), loaded.workingDirectory(), request.client().environment()),
                confinement(manifest, Confinement.Purpose.SHELL), services.trust()::trusted);
        List<Tool> all = BuiltinTools.of(workspace, tracker, languages, runner, bounds, effects, jobs, outputs, limit,
                loaded.permissions()::denied);
        return new ToolBox(Stream.concat(Stream.concat(all.stream(), Stream.of(ask))
                .filter(tool -> manifest.tools().offers(tool.name(), true)),
                Stream.of(FetchMaker.NAME).filter(name -> manifest.tools().offers(name, false))
                        .map(name -> services.fetch().make(manifest.fetch())))
                .toList(),
                sources(loaded, request));
    }

    private List<ToolSource> sources(Loaded loaded, OpenRequest request) {
        Manifest manifest = loaded.manifest();
        if (manifest.mcp().isEmpty()) {
            return List.of();
        }
        Path root = loaded.workingDirectory();
        Map<String, String> environment = request.client().environment();
        Path folder = isTrusted.getAsBoolean() ? root : Path.of(environment.getOrDefault("HOME", "/"));
        return List.of(services.toolServers().connect(new ToolServers.Wanted(manifest.mcp(),
                tool -> manifest.tools().offers(tool, true), environment, root, folder, commands(manifest),
                confinement(manifest, Confinement.Purpose.SERVER), warnings)));
    }

    private static SystemPrompt template(Manifest.Worker worker) {
        return worker.systemPrompt() == null ? SystemPrompt.builtIn()
                : SystemPrompt.parse(worker.systemPrompt(), worker.append());
    }

    private PromptValues values(Path workingDirectory, ToolBox tools, AgentsMd agentsMd, @Nullable String editor,
            LanguageModel model) {
        return new PromptValues(services.clock().instant(), workingDirectory, scope.get(), tools.available().names(),
                withoutSecrets(agentsMd.text()),
                isTrusted.getAsBoolean(), services.os(), editor, model.info().id());
    }

    private static String rendered(SystemPrompt template, PromptValues values) {
        try {
            return template.render(values);
        } catch (TemplateFailed failure) {
            throw new TurnFailedException("templateFailed", String.valueOf(failure.getMessage()), failure);
        }
    }

    /** Under the scope, like all that a model gets to see. */
    private Optional<byte[]> readIfExists(Path file) {
        try {
            return Optional.ofNullable(workspace.readIfExists(workspace.readable(file.toString())));
        } catch (WorkspaceException refused) {
            throw new IllegalArgumentException(refused.getMessage(), refused);
        }
    }

    private static List<String> warnings(Loaded loaded, ProviderChoice choice, AgentsMd agentsMd,
            LanguageModel model, boolean isShort) {
        List<String> warnings = new ArrayList<>();
        loaded.warnings().stream().map(ManifestProblem::toString).forEach(warnings::add);
        loaded.leftUnread().forEach(file -> warnings.add(file + " was not read: the workspace is not trusted"));
        warnings.addAll(agentsMd.warnings());
        Optional.ofNullable(choice.announcement()).ifPresent(warnings::add);
        if (choice.kind() == ProviderKind.OPENAI && !loaded.manifest().worker().stop().isEmpty()) {
            warnings.add("worker.stop has no effect: OpenAI's Responses API takes no stop sequences");
        }
        if (choice.kind() == ProviderKind.EDITOR && loaded.manifest().worker().reasoning() != null) {
            warnings.add("worker.reasoning has no effect: how much an editor's model thinks is set in the editor");
        }
        if (!isShort) {
            unknownWindow(loaded.manifest().compaction(), choice, model).ifPresent(warnings::add);
        }
        return warnings;
    }

    /** Whether the conversation ends with its first turn, and cannot become too long. */
    private static boolean isShort(OpenRequest request) {
        return request.endsWithTurn() && request.session() == null;
    }

    private static Optional<String> unknownWindow(Manifest.Compaction declared, ProviderChoice choice,
            LanguageModel model) {
        boolean isOff = declared.threshold() == null && declared.requestThreshold() == null
                && model.info().contextWindow() == null && choice.kind() != ProviderKind.OFFLINE;
        return isOff ? Optional.of("the context window of model " + model.info().id() + " is not known, so a long "
                + "conversation is not compacted: set [provider] context_window, or [compaction] threshold and "
                + "request_threshold, in tokens") : Optional.empty();
    }
}
