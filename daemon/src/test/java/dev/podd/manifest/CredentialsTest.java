package dev.podd.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CredentialsTest {
    @TempDir
    private Path temp;
    private StoredKeys stored = StoredKeys.NONE;

    private ProviderChoice choose(Map<String, String> environment, String provider) {
        Manifest manifest = new ManifestLoader(temp).load(
                new ManifestRequest(temp, false, null, List.of("{\"provider\":{" + provider + "}}"), environment))
                .manifest();
        return new Credentials(environment::get, stored).choose(manifest.provider());
    }

    private void check(Map<String, String> environment, String provider, ProviderKind kind, String key) {
        ProviderChoice choice = choose(environment, provider);
        assertThat(choice.kind()).isEqualTo(kind);
        assertThat(choice.key().map(FoundKey::reveal).orElse("none")).isEqualTo(key);
        assertThat(choice.announcement() != null).isEqualTo(provider.isEmpty() && kind == ProviderKind.OFFLINE);
    }

    private void missing(Map<String, String> environment, String provider, String variable, String message) {
        CredentialMissing missing = catchThrowableOfType(CredentialMissing.class,
                () -> choose(environment, provider));
        assertThat(missing.variable()).isEqualTo(variable);
        assertThat(missing).hasMessage(message);
    }

    @Test
    void withoutANameTheFirstWhoseKeyIsSetAnswersElseNoModel() {
        Map<String, String> both = Map.of("ANTHROPIC_API_KEY", "a", "OPENAI_API_KEY", "o");
        check(both, "", ProviderKind.ANTHROPIC, "a");
        check(Map.of("OPENAI_API_KEY", "o", "ANTHROPIC_API_KEY", ""), "", ProviderKind.OPENAI, "o");
        check(Map.of(), "", ProviderKind.OFFLINE, "none");
    }

    @Test
    void theNamedVariableComesFirstThenTheFileThenTheUsualVariable() throws IOException {
        Path file = Files.writeString(temp.resolve("key"), " from-file\n");
        Map<String, String> all = Map.of("MINE", "from-mine", "ANTHROPIC_API_KEY", "usual");
        String provider = "\"kind\":\"anthropic\",\"api_key_env\":\"MINE\",\"api_key_file\":\"" + file + "\"";
        check(all, provider, ProviderKind.ANTHROPIC, "from-mine");
        check(Map.of("ANTHROPIC_API_KEY", "usual"), provider, ProviderKind.ANTHROPIC, "from-file");
        Files.delete(file);
        check(Map.of("ANTHROPIC_API_KEY", "usual"), provider, ProviderKind.ANTHROPIC, "usual");
        missing(Map.of(), provider, "MINE",
                "no key for anthropic: the environment variable MINE is not set and the file that api_key_file names does not"
                        + " exist");
        Files.writeString(file, "\n");
        missing(Map.of(), provider, "MINE",
                "no key for anthropic: the environment variable MINE is not set and the file " + file + " holds none");
    }

    @Test
    void aStoredKeyComesLast() {
        stored = kind -> kind == ProviderKind.OPENAI
                ? new StoredKeys.Found(Optional.of(new FoundKey("kept", "the keychain")), null)
                : StoredKeys.Found.NOTHING;
        check(Map.of("OPENAI_API_KEY", "usual"), "\"kind\":\"openai\"", ProviderKind.OPENAI, "usual");
        check(Map.of(), "\"kind\":\"openai\",\"api_key_env\":\"MINE\"", ProviderKind.OPENAI, "kept");
        check(Map.of(), "", ProviderKind.OPENAI, "kept");
        check(Map.of("ANTHROPIC_API_KEY", "a"), "", ProviderKind.ANTHROPIC, "a");
        missing(Map.of(), "\"kind\":\"anthropic\"", "ANTHROPIC_API_KEY",
                "no key for anthropic: the environment variable ANTHROPIC_API_KEY is not set");
    }

    @Test
    void aStoredKeyThatCannotBeHadIsToldAndNoModelIsTakenInItsPlace() {
        stored = kind -> new StoredKeys.Found(Optional.empty(), "its key is in the keychain, but that is locked");
        missing(Map.of(), "\"kind\":\"openai\"", "OPENAI_API_KEY", "no key for openai: the environment variable"
                + " OPENAI_API_KEY is not set, and its key is in the keychain, but that is locked");
        missing(Map.of(), "", "ANTHROPIC_API_KEY", "no key for anthropic: the environment variable ANTHROPIC_API_KEY is"
                + " not set, and its key is in the keychain, but that is locked");
    }

    @Test
    void aFileWithAKeyIsOutsideTheScopeAndAKeyInItsPlaceIsNotTold() throws IOException {
        Path file = Files.writeString(temp.toRealPath().resolve("key"), "sk-in-a-file");
        assertThat(scope(file.toString())).contains("Not to be read or written").contains(file.toString());
        assertThat(scope("sk-123456789")).doesNotContain("sk-123456789");
    }

    private String scope(String keyFile) {
        String overlay = "{\"provider\":{\"kind\":\"anthropic\",\"api_key_file\":\"" + keyFile + "\"}}";
        return new ManifestLoader(temp)
                .load(new ManifestRequest(temp, false, null, List.of(overlay), Map.of())).scope().summary();
    }

    @Test
    void aNamedProviderWithoutItsKeyIsRefused() {
        missing(Map.of(), "\"kind\":\"openai\"", "OPENAI_API_KEY",
                "no key for openai: the environment variable OPENAI_API_KEY is not set");
    }

    @Test
    void aServerOfOnesOwnNeedsNoKeyUnlessOneIsNamed() {
        String server = "\"kind\":\"openai-compatible\",\"base_url\":\"http://127.0.0.1:1\",\"model\":\"m\"";
        check(Map.of(), server, ProviderKind.OPENAI_COMPATIBLE, "none");
        check(Map.of(), "\"kind\":\"offline\"", ProviderKind.OFFLINE, "none");
        missing(Map.of(), server + ",\"api_key_env\":\"MINE\"", "MINE",
                "no key for openai-compatible: the environment variable MINE is not set");
    }

    @Test
    void aKeyDoesNotShowItself() {
        ProviderChoice choice = choose(Map.of("ANTHROPIC_API_KEY", "s3cret", "X", "y"),
                "\"kind\":\"anthropic\",\"headers\":{\"Authorization\":\"s3cret\"}");
        assertThat(choice.toString()).doesNotContain("s3cret").contains("Authorization");
    }
}
