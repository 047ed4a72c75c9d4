package dev.podd.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podd.scope.Permission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ManifestLoaderTest {
    @TempDir
    private Path temp;
    private Path config;
    private Path workspace;

    @BeforeEach
    void layOutFolders() throws IOException {
        temp = temp.toRealPath();
        config = Files.createDirectories(temp.resolve("config"));
        workspace = Files.createDirectories(temp.resolve("work"));
    }

    private void config(String text) throws IOException {
        Files.writeString(config.resolve("pod.toml"), text);
    }

    private void workspace(String text) throws IOException {
        Files.createDirectories(workspace.resolve(".podd"));
        Files.writeString(workspace.resolve(".podd/pod.toml"), text);
    }

    private Loaded load(boolean trusted, @Nullable String selection, String... overlays) {
        return new ManifestLoader(config)
                .load(new ManifestRequest(workspace, trusted, selection, List.of(overlays),
                        Map.of("HOME", "/home/me")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"pod\":{\"pwd\":\"\\ud800\"}}", "{\"pod\":{\"pwd\":\"a\\u0000b\"}}",
        "{\"pod\":{\"name\":\"a\\u0000b\"}}",
        "{\"scope\":{\"deny\":[{\"target\":\"\\udc00\",\"permission\":\"read\"}]}}",
        "{\"provider\":{\"api_key_file\":\"a\\u0000b\"}}", "{\"provider\":{\"headers\":{\"\\u0000\":\"x\"}}}",
        "{\"worker\":{\"system_prompt_file\":\"\\ud800\"}}",
        "{\"hooks\":{\"on_abort\":[{\"command\":\"./a\\u0000b\"}]}}",
        "{\"mcp\":{\"x\":{\"command\":\"./\\ud800\"}}}"})
    void noTextHoldsWhatNoPathCanHold(String overlay) {
        assertThatThrownBy(() -> load(true, null, overlay)).isInstanceOf(ManifestInvalid.class)
                .hasMessageContaining("a NUL character or half of a surrogate pair");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "a\ud800", "./\0", "file:///a\0b"})
    void theNameOfAManifestHoldsWhatAPathCanHold(String name) {
        assertThatThrownBy(() -> load(true, name)).isInstanceOf(ManifestInvalid.class);
    }

    /** Opening a named pipe waits for ever for somebody who writes into it, and a device may never end. */
    @Test
    void filesThatAreNoFilesAreNotOpened() throws IOException, InterruptedException {
        Path pipe = temp.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        Path zero = Files.createSymbolicLink(temp.resolve("zero"), Path.of("/dev/zero"));
        for (Path each : List.of(pipe, zero)) {
            String wrong = each + " is not a regular file (but a named pipe, a socket or a device)";
            assertThatThrownBy(() -> load(true, each.toString())).isInstanceOf(ManifestInvalid.class)
                    .hasMessageContaining("the file is not a regular file");
            assertThatThrownBy(() -> load(true, null, "{\"worker\":{\"system_prompt_file\":\"" + each + "\"}}"))
                    .isInstanceOf(ManifestInvalid.class).hasMessageContaining(wrong);
            Manifest.Provider provider = load(true, null,
                    "{\"provider\":{\"kind\":\"openai\",\"api_key_file\":\"" + each
                            + "\"}}")
                    .manifest().provider();
            assertThatThrownBy(() -> new Credentials(variable -> null, StoredKeys.NONE).choose(provider))
                    .isInstanceOf(CredentialMissing.class).hasMessageContaining(wrong);
        }
        Path large = Files.write(temp.resolve("large.toml"), new byte[300_000]);
        assertThatThrownBy(() -> load(true, large.toString())).isInstanceOf(ManifestInvalid.class)
                .hasMessageContaining("the file is larger than 256 KiB, the most that is read of it");
    }

    @Test
    void aSummariserOfAnotherModelHasAnotherPrice() throws IOException {
        config("""
                [provider]
                kind = "anthropic"
                model = "large"
                price = {input = 3.0, output = 15, cache_read = 0.3}
                """);
        Manifest same = load(true, null, "{\"compaction\": {\"provider\": {\"base_url\": \"http://localhost\"}}}")
                .manifest();
        assertThat(same.provider().price()).isEqualTo(new Manifest.Price(3.0, 15.0, 0.3, null));
        assertThat(same.compaction().provider()).extracting("price").isEqualTo(same.provider().price());
        Manifest other = load(true, null, "{\"compaction\": {\"provider\": {\"model\": \"small\"}}}").manifest();
        assertThat(other.compaction().provider()).extracting("price").isNull();
    }

    @Test
    void withoutAnyFileThereAreTheDefaults() {
        Loaded loaded = load(false, null);
        Manifest manifest = loaded.manifest();
        assertThat(loaded.name()).isEqualTo("default");
        assertThat(loaded.workingDirectory()).isEqualTo(workspace);
        assertThat(loaded.warnings()).isEmpty();
        assertThat(loaded.leftUnread()).isEmpty();
        assertThat(loaded.scope().summary())
                .isEqualTo("Readable:\n  - " + workspace + "\nWritable:\n  - " + workspace
                        + "\nNot to be read or written: .env, .env.*, *.pem, id_rsa*, id_ed25519*, id_ecdsa*, .git/config");
        assertThat(manifest.provider().kind()).isNull();
        assertThat(manifest.provider().timeouts()).isEqualTo(new Manifest.Timeouts(Duration.ofSeconds(10),
                Duration.ofSeconds(60), Duration.ofSeconds(120)));
        assertThat(manifest.provider().retry()).isEqualTo(new Manifest.Retry(5, Duration.ofSeconds(60)));
        assertThat(manifest.worker()).isEqualTo(new Manifest.Worker(null, null, null, null, null, List.of(), null, true,
                true, new Limit(100L), new Manifest.ToolOutput(16384, java.util.Map.of())));
        assertThat(manifest.compaction()).isEqualTo(
                new Manifest.Compaction(null, null, 2, 8000, true, 3, 8000, 4096, 2048, null, null, null));
    }

    @Test
    void aPatternOfAPermissionIsNoLongerThanItCanBeRead() {
        String rules = "{\"permissions\":[{\"tool\":\"shell\",\"pattern\":\"PATTERN\",\"action\":\"allow\"}]}";
        assertThatThrownBy(() -> load(true, null, rules.replace("PATTERN", "?".repeat(3000))))
                .isInstanceOf(ManifestInvalid.class)
                .hasMessageContaining("a glob of at most 2000 characters");
        Manifest manifest = load(true, null, rules.replace("PATTERN", "*".repeat(3000) + "rm [x")).manifest();
        assertThat(manifest.permissions()).hasSize(1);
    }

    @Test
    void eachLayerLiesOverTheOneBefore() throws IOException {
        config("[provider]\nkind = 'anthropic'\nmodel = 'a'\n[worker]\nmax_tokens = 1\nstop = ['x', 'y']\n"
                + "[[permissions]]\ntool = 'shell'\naction = 'allow'");
        workspace("[provider]\nmodel = 'b'\n[worker]\nstop = ['z']\n[[permissions]]\ntool = 'edit'\naction = 'deny'");
        Manifest manifest = load(true, null, "{\"provider\":{\"model\":\"c\",\"headers\":{\"X\":\"1\"}}}").manifest();
        assertThat(manifest.provider().kind()).isEqualTo(ProviderKind.ANTHROPIC);
        assertThat(manifest.provider().model()).isEqualTo("c");
        assertThat(manifest.worker().maxTokens()).isEqualTo(1);
        assertThat(manifest.worker().stop()).containsExactly("z");
        assertThat(manifest.permissions()).extracting(Manifest.PermissionRule::tool).containsExactly("shell", "edit");
    }

    @Test
    void theQuotaOfCheckpointsIsThatOfThePersonAlone() throws IOException {
        assertThat(new ManifestLoader(config).checkpointQuota()).isEqualTo(1L << 30);
        config("[checkpoints]\nquota_mb = 2\n");
        workspace("[checkpoints]\nquota_mb = 1\n");
        assertThat(new ManifestLoader(config).checkpointQuota()).isEqualTo(2L << 20);
        Loaded loaded = load(true, null, "{\"checkpoints\": {\"quota_mb\": 0}}");
        assertThat(loaded.manifest().checkpoints().quotaMb()).isEqualTo(2);
        assertThat(loaded.warnings()).hasSize(2)
                .allSatisfy(
                        warning -> assertThat(warning.message()).contains("checkpoints", "your own pod.toml alone"));
        config("[checkpoints]\nquota_mb = 0\n");
        assertThat(new ManifestLoader(config).checkpointQuota()).isZero();
        for (String unfit : List.of("-1", "1.5", "\"1 GB\"", "true", "99999999999")) {
            config("[checkpoints]\nquota_mb = " + unfit + "\n");
            assertThatThrownBy(() -> new ManifestLoader(config).checkpointQuota()).isInstanceOf(ManifestInvalid.class)
                    .hasMessageContaining("checkpoints.quota_mb: expected a whole number, at least 0");
        }
    }

    @Test
    void aRelativePathBeginsAtItsOwnLayersFolder() throws IOException {
        Files.writeString(Files.createDirectories(workspace.resolve("sub")).resolve("p.jte"), "In ${cwd}");
        config("[provider]\napi_key_file = 'key'\n[[hooks.pre_tool_call]]\ncommand = './check.sh -x'");
        workspace("[pod]\npwd = 'sub'\n[compaction.provider]\napi_key_file = '~/key'\n[mcp.x]\ncommand = './server'\n"
                + "[[scope.allow]]\ntarget = 'generated'\npermission = 'read'");
        Loaded loaded = load(true, null, "{\"worker\":{\"system_prompt_file\":\"p.jte\"}}");
        Manifest manifest = loaded.manifest();
        assertThat(loaded.workingDirectory()).isEqualTo(workspace.resolve("sub"));
        assertThat(manifest.provider().apiKeyFile()).isEqualTo(config.resolve("key"));
        assertThat(manifest.hooks().preToolCall().getFirst().command())
                .isEqualTo("'" + config.resolve("check.sh") + "' -x");
        assertThat(manifest.compaction().provider().apiKeyFile()).isEqualTo(Path.of("/home/me/key"));
        assertThat(manifest.mcp().get("x").command()).isEqualTo(workspace.resolve("server").toString());
        assertThat(manifest.worker().systemPromptFile()).isEqualTo(workspace.resolve("sub/p.jte"));
        assertThat(manifest.worker().systemPrompt()).isEqualTo("In ${cwd}");
        assertThat(loaded.scope().readable()).containsExactly(workspace, workspace.resolve("sub/generated"));
    }

    @Test
    void aWorkspaceThatIsNotTrustedIsLeftUnread() throws IOException {
        workspace("[pod]\nname = 'evil'\nbroken");
        Loaded loaded = load(false, null);
        assertThat(loaded.name()).isEqualTo("default");
        assertThat(loaded.leftUnread()).containsExactly(workspace.resolve(".podd/pod.toml"));
    }

    @Test
    void olderNamesAreTaken() throws IOException {
        config("[worker]\nmax_turns = 7\n[compaction]\ncompact_threshold = 9\ncompact_retained_turns = 1\n"
                + "[[hooks.pre_llm_request]]\ncommand = 'true'");
        Manifest manifest = load(true, null).manifest();
        assertThat(manifest.worker().maxRequests()).isEqualTo(new Limit(7L));
        assertThat(manifest.compaction().requestThreshold()).isEqualTo(new Limit(9L));
        assertThat(manifest.compaction().retainedTurns()).isEqualTo(1);
        assertThat(manifest.hooks().preRequest()).hasSize(1);
    }

    @Test
    void falseSwitchesOff() throws IOException {
        config("compaction = false\n[worker]\nmax_requests = false");
        Manifest manifest = load(true, null).manifest();
        assertThat(manifest.worker().maxRequests().value()).isNull();
        assertThat(manifest.compaction().prune()).isFalse();
        assertThat(manifest.compaction().thresholdFor(1000L)).isNull();
        assertThat(manifest.compaction().requestThresholdFor(1000L)).isNull();
    }

    @Test
    void thresholdsLeftOutAreSharesOfTheWindow() {
        Manifest.Compaction compaction = load(true, null, "{\"compaction\":{\"threshold\":5}}").manifest().compaction();
        assertThat(compaction.thresholdFor(1000L)).isEqualTo(5);
        assertThat(compaction.requestThresholdFor(1000L)).isEqualTo(900);
        assertThat(compaction.requestThresholdFor(null)).isNull();
    }

    @Test
    void theShippedAskReadsAndCannotWrite() {
        Loaded loaded = load(false, "ask");
        assertThat(loaded.name()).isEqualTo("ask");
        assertThat(loaded.warnings()).isEmpty();
        assertThat(loaded.scope().permission(workspace.resolve("x"))).contains(Permission.READ);
        assertThat(loaded.manifest().tools().offers("write", true)).isFalse();
        assertThat(loaded.manifest().tools().offers("grep", true)).isTrue();
    }

    @Test
    void theShippedDefaultSaysWhatIsBuiltIn() {
        Node.Table shipped = TomlReader.read("default", ManifestFiles.shipped("default"), new Problems());
        Manifest built = load(false, null).manifest();
        String here = shipped.toString().replaceAll("Origin\\[[^]]*\\]\\]", "").replace("value=., ",
                "value=" + workspace + ", ");
        assertThat(here).isEqualTo(BuiltIn.layer(workspace).root().toString().replaceAll("Origin\\[[^]]*\\]\\]", ""));
        assertThat(built.scope().allow()).hasSize(1);
    }

    @Test
    void aManifestIsFoundByNamePathAndUri() throws IOException {
        Files.createDirectories(config.resolve("pods"));
        Files.writeString(config.resolve("pods/mine.toml"), "[pod]\ndescription = 'mine'");
        Path other = Files.writeString(temp.resolve("other.toml"), "[pod]\nname = 'named'");
        assertThat(load(false, "mine").manifest().pod().description()).isEqualTo("mine");
        assertThat(load(false, "mine").name()).isEqualTo("mine");
        assertThat(load(false, other.toString()).name()).isEqualTo("named");
        assertThat(load(false, "../other.toml").name()).isEqualTo("named");
        assertThat(load(false, other.toUri().toString()).name()).isEqualTo("named");
        assertThatThrownBy(() -> load(false, "nowhere")).isInstanceOf(ManifestInvalid.class)
                .hasMessageContaining("there is no manifest named nowhere; there are ask, default, inline, mine");
    }

    @Test
    void aNamedManifestOfAnUntrustedWorkspaceIsNamedAsUnread() throws IOException {
        Files.createDirectories(workspace.resolve(".podd/pods"));
        Path file = Files.writeString(workspace.resolve(".podd/pods/theirs.toml"), "[pod]\nname = 'x'");
        assertThat(load(true, "theirs").name()).isEqualTo("x");
        assertThatThrownBy(() -> load(false, "theirs")).isInstanceOf(ManifestInvalid.class)
                .hasMessageContaining(file + " is not read, since its workspace is not trusted");
    }

    @Test
    void anUpperDenyHoldsAndAPersonsDenyCannotBeLifted() throws IOException {
        config("[scope]\ndefault_denies = false\n[[scope.deny]]\nname = '*.key'\npermission = 'read'");
        Loaded loaded = load(true, null, "{\"scope\":{\"allow\":[{\"target\":\"a.key\",\"permission\":\"write\"}]}}");
        assertThat(loaded.scope().permission(workspace.resolve("a.key"))).isEmpty();
        assertThat(loaded.scope().permission(workspace.resolve(".env"))).contains(Permission.WRITE);
        assertThat(load(true, null, "{\"scope\":{\"default_denies\":true}}").scope()
                .permission(workspace.resolve(".env"))).isEmpty();
    }

    @Test
    void aWorkingDirectoryMustBeAFolderThatTheScopeLetsBeRead() throws IOException {
        Files.writeString(workspace.resolve("file"), "");
        assertThatThrownBy(() -> load(true, null, "{\"pod\":{\"pwd\":\"missing\"}}")).isInstanceOf(InvalidPwd.class)
                .hasMessage("the working directory " + workspace.resolve("missing") + " does not exist");
        assertThatThrownBy(() -> load(true, null, "{\"pod\":{\"pwd\":\"file\"}}")).isInstanceOf(InvalidPwd.class)
                .hasMessageContaining("is not a folder");
        assertThatThrownBy(() -> load(true, null, "{\"pod\":{\"pwd\":\"..\"}}")).isInstanceOf(PwdOutsideScope.class)
                .hasMessage("the working directory " + temp + " is not readable under the scope: no allow rule covers "
                        + "it, of target " + workspace);
        assertThatThrownBy(() -> load(true, null,
                "{\"scope\":{\"deny\":[{\"target\":\".\",\"permission\":\"read\"}]}}"))
                .isInstanceOf(PwdOutsideScope.class).hasMessageContaining("it is denied by target .");
    }

    @Test
    void problemsOfAnOverlayNameTheKey() {
        assertThatThrownBy(() -> load(true, null, "{\"worker\":{\"max_tokens\":\"many\",\"max_requests\":0}}"))
                .isInstanceOf(ManifestInvalid.class)
                .hasMessage("overlay:1:1: error: worker.max_tokens: expected a whole number, at least 1; found text "
                        + "\"many\"\noverlay:1:1: error: worker.max_requests: expected a whole number, at least 1, or "
                        + "false; found the number 0");
    }

    @Test
    void aPromptOfAnUpperLayerTakesThePlaceOfAFileBelow() throws IOException {
        config("[worker]\nsystem_prompt_file = 'p.jte'");
        Manifest.Worker worker = load(true, null, "{\"worker\":{\"system_prompt\":\"hello\"}}").manifest().worker();
        assertThat(worker.systemPromptFile()).isNull();
        assertThat(worker.systemPrompt()).isEqualTo("hello");
    }

    @Test
    void theSummariserTakesOverFromItsOwnKindWhatItLeavesOut() {
        String own = "{\"provider\":{\"kind\":\"openai-compatible\",\"base_url\":\"http://127.0.0.1:1/v1\","
                + "\"model\":\"big\"},\"compaction\":{\"provider\":";
        Manifest same = load(true, null, own + "{\"model\":\"small\"}}}").manifest();
        assertThat(same.compaction().provider().model()).isEqualTo("small");
        assertThat(same.compaction().provider().baseUrl()).isEqualTo("http://127.0.0.1:1/v1");
        Manifest other = load(true, null, own + "{\"kind\":\"anthropic\"}}}").manifest();
        assertThat(other.compaction().provider().model()).isNull();
    }

    @Test
    void whereOnlyTheTemplateIsWrongThatIsSaid() throws IOException {
        Files.writeString(workspace.resolve("p.jte"), "line\n ${cwd.x()}");
        assertThatThrownBy(() -> load(true, null, "{\"worker\":{\"system_prompt_file\":\"p.jte\"}}"))
                .isInstanceOfSatisfying(InvalidTemplate.class, refused -> {
                    assertThat(refused.first().source()).isEqualTo(workspace.resolve("p.jte").toString());
                    assertThat(refused.first().line()).isEqualTo(2);
                    assertThat(refused.first().column()).isEqualTo(4);
                });
        assertThatThrownBy(() -> load(true, null, "{\"worker\":{\"system_prompt\":\"${a}\",\"stop\":1}}"))
                .isInstanceOfSatisfying(ManifestInvalid.class, refused -> assertThat(refused.problems()).hasSize(2));
    }

    @Test
    void aPromptFileThatCannotBeReadIsAProblemAtItsName() throws IOException {
        config("[worker]\nsystem_prompt_file = 'none.jte'");
        assertThatThrownBy(() -> load(true, null)).isInstanceOf(ManifestInvalid.class)
                .hasMessage(config.resolve("pod.toml") + ":2:22: error: worker.system_prompt_file: "
                        + config.resolve("none.jte") + " does not exist");
    }
}
