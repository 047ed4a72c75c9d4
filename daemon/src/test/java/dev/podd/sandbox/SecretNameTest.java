package dev.podd.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SecretNameTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            OPENAI_API_KEY, abcdefghij, [secret]
            APIKEY, abcdefghij, [secret]
            apiKey, abcdefghij, [secret]
            X-Api-Key, abcdefghij, [secret]
            PGPASSWORD, abcdefghij, [secret]
            GITHUB_TOKEN, abcdefghij, [secret]
            CLIENT_SECRET, abcdefghij, [secret]
            Authorization, Bearer abcdefghij, Bearer [secret]
            AUTH_URL, https://me:pass@example.com, [secret]
            TOKEN_URL, https://example.com/?t=abc, [secret]
            KEY_PATH, /home/me/project, /home/me/project
            KEYCLOAK_URL, https://example.com, https://example.com
            MONKEY_PATH, /home/me/project, /home/me/project
            AUTHOR, Ada Lovelace, Ada Lovelace
            TOKENIZER, sentencepiece, sentencepiece
            """)
    void valueIsHiddenWhereAWordOfTheNameSaysSo(String name, String value, String shown) {
        Secrets secrets = new Secrets();
        secrets.addIfSecret(name, value);
        assertThat(secrets.redact(value)).isEqualTo(shown);
    }
}
