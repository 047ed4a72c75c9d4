package dev.podd.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No secret of a known shape stands in this file: each is put together, so that no scanner takes one for real. */
final class SecretScannerTest {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private final Random random = new Random(7);

    private String some(String alphabet, int count) {
        return random.ints(count, 0, alphabet.length()).mapToObj(i -> "" + alphabet.charAt(i))
                .collect(Collectors.joining());
    }

    /** {@code A16} is sixteen letters of an alphabet: A capitals and 2 to 7, w letters and digits, x hex, l letters, d digits. */
    private String made(String pattern) {
        StringBuilder text = new StringBuilder();
        for (String part : pattern.split(" ")) {
            if (part.matches("<[Awxlds]\\d+>")) {
                int count = Integer.parseInt(part.substring(2, part.length() - 1));
                text.append(some(switch (part.charAt(1)) {
                    case 'A' -> "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
                    case 'x' -> "0123456789abcdef";
                    case 'l' -> "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
                    case 'd' -> "0123456789";
                    case 's' -> LETTERS + "+/";
                    default -> LETTERS;
                }, count));
            } else {
                text.append(part);
            }
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            AWS access key, AK IA <A16>
            AWS access key, AS IA <A16>
            GitHub token, gh p_ <w36>
            GitHub token, gh s_ <w36>
            GitHub token, github_p at_ <w22> _ <w59>
            GitLab token, glp at- <w20>
            Anthropic key, sk-a nt- api03- <w90> AA
            OpenAI key, sk-p roj- <w60>
            OpenAI key, s k- <w48>
            OpenRouter key, sk-o r-v1- <x64>
            xAI key, x ai- <w80>
            Groq key, gs k_ <w52>
            Hugging Face token, h f_ <l34>
            Google API key, AI za <w35>
            Google OAuth secret, GOC SPX- <w28>
            Slack token, xo xb- <d11> - <d12> - <w24>
            Slack token, xa pp-1- <A11> - <d13> - <x64>
            Stripe key, sk_li ve_ <w24>
            Stripe key, rk_te st_ <w24>
            Stripe webhook secret, wh sec_ <w32>
            npm token, np m_ <w36>
            PyPI token, pypi-A gE IcHlwaS5vcmc <w80>
            RubyGems key, rubyg ems_ <x48>
            Docker Hub token, dckr_p at_ <w27>
            SendGrid key, S G. <w22> . <w43>
            Twilio key, S K <x32>
            DigitalOcean token, dop_ v1_ <x64>
            Databricks token, da pi <x32>
            HashiCorp Vault token, hv s. <w90>
            age key, AGE-SECRET-K EY-1 <A58>
            JSON Web Token, ey JhbGciOiJIUzI1NiJ9 .ey JzdWIiOiIxMjM0NTY3ODkwIn0 . <w43>
            """)
    void eachShapeIsHiddenWhereverItStands(String kind, String pattern) {
        String secret = made(pattern);
        for (String around : List.of("%s", "KEY=%s", "\"%s\"", "12\tkey: '%s',", "a.txt-3-%s", "x\\n%s\\ny", "(%s)",
                "https://h/?k=%s&b", "first\n%s\nlast")) {
            HiddenText hidden = SecretScanner.hide(around.formatted(secret));
            assertThat(hidden.text()).isEqualTo(around.formatted("[secret: " + kind + "]"));
            assertThat(hidden.count()).isEqualTo(1);
        }
        assertThat(SecretScanner.hide("x" + secret).count()).as("within a longer word").isZero();
    }

    @Test
    void ofANamedSecretOnlyTheValueIsHidden() {
        String secret = some(LETTERS + "/+", 40);
        assertThat(SecretScanner.hide("aws_secret_access_key = " + secret + "\n").text())
                .isEqualTo("aws_secret_access_key = [secret: AWS secret key]\n");
        assertThat(SecretScanner.hide("{\"SecretAccessKey\": \"" + secret + "\"}").text())
                .isEqualTo("{\"SecretAccessKey\": \"[secret: AWS secret key]\"}");
        assertThat(SecretScanner.hide("AccountName=a;AccountKey=" + some(LETTERS, 86) + "==;End=1").text())
                .isEqualTo("AccountName=a;AccountKey=[secret: Azure storage key];End=1");
        assertThat(SecretScanner.hide("https://hooks.slack.com/services/" + made("T <A9> /B <A10> / <w24>")).text())
                .isEqualTo("https://hooks.slack.com/services/[secret: Slack webhook]");
    }

    @Test
    void aPrivateKeyKeepsItsLines() {
        String body = IntStream.range(0, 5).mapToObj(i -> some(LETTERS + "+/", 64)).collect(Collectors.joining("\n"))
                + "\n" + some(LETTERS, 10) + "==";
        String key = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n" + body
                + "\n-----END RSA PRIVATE KEY-----\nafter it\n";
        String due = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n"
                + "[secret: private key]\n".repeat(6) + "-----END RSA PRIVATE KEY-----\nafter it\n";
        assertThat(SecretScanner.hide(key).text()).isEqualTo(due);
        assertThat(SecretScanner.hide(key).count()).isEqualTo(1);
        assertThat(SecretScanner.hide(numbered(key)).text()).as("as read shows it").isEqualTo(numbered(due));
        assertThat(SecretScanner.hide(key.indent(4)).text()).as("in YAML").isEqualTo(due.indent(4));
        assertThat(SecretScanner.hide(key.substring(0, 200)).text()).as("cut").startsWith(due.substring(0, 90))
                .doesNotContain(body.substring(0, 20));
        String inJson = key.replace("\n", "\\n");
        assertThat(SecretScanner.hide("{\"key\": \"" + inJson + "\"}").text()).as("in JSON")
                .startsWith("{\"key\": \"-----BEGIN").contains("[secret: private key]")
                .endsWith("-----END RSA PRIVATE KEY-----\\nafter it\\n\"}").doesNotContain(body.substring(0, 20))
                .doesNotContain(body.substring(body.length() - 8));
    }

    private static String numbered(String text) {
        List<String> lines = text.lines().toList();
        return IntStream.range(0, lines.size()).mapToObj(i -> i + 1 + "\t" + lines.get(i))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void examplesAndCodeAboutSecretsStay() {
        for (String plain : List.of("AKI" + "AIOSFODNN7EXAMPLE", "sk_live_" + "x".repeat(24), "ghp_" + "0".repeat(36),
                "sk-ant-...", "a risk-" + "averse".repeat(8),
                "String BEGIN = \"-----BEGIN PRIVATE KEY-----\";\nString END = \"-----END PRIVATE KEY-----\";\n",
                "if (pem.startsWith(\"-----BEGIN PRIVATE KEY-----\")) {\n  return parsedPrivateKeyOf(pem);\n}\n",
                "-----BEGIN CERTIFICATE-----\n" + some(LETTERS, 64) + "\n-----END CERTIFICATE-----",
                "\"integrity\": \"sha512-" + some(LETTERS + "+/", 86) + "==\"", some("0123456789abcdef", 40),
                "550e8400-e29b-41d4-a716-446655440000")) {
            assertThat(SecretScanner.hide(plain).text()).isEqualTo(plain);
        }
    }

    /** Sources, documentation, recorded conversations and lock files: what a model reads all day. */
    @Test
    void nothingOfThisProjectIsTakenForASecret() throws IOException {
        Map<String, String> found = new TreeMap<>();
        for (String folder : List.of("daemon/src", "daemon/docs", "protocol-spec", "editor-clients", "manifests")) {
            try (Stream<Path> files = Files.walk(Path.of("..", folder))) {
                files.filter(Files::isRegularFile).filter(SecretScannerTest::isSource)
                        .forEach(file -> look(file, found));
            }
        }
        assertThat(found).isEmpty();
    }

    private static boolean isSource(Path file) {
        return Stream.of("node_modules", "target", "dist", "dist-test")
                .noneMatch(name -> file.toString().contains("/" + name + "/"));
    }

    private static void look(Path file, Map<String, String> found) {
        try {
            HiddenText hidden = SecretScanner.hide(Files.readString(file));
            if (hidden.count() > 0) {
                found.put(file.toString(), hidden.text().lines().filter(HiddenText::mayHoldPlaceholder)
                        .collect(Collectors.joining("\n")));
            }
        } catch (MalformedInputException binary) {
            // no text
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aLongTextOfBeginningsTakesNoLongerThanItsLength() {
        String text = ("SG." + "a".repeat(20) + " eyJ" + "b".repeat(50) + " sk-proj-c -----BEGIN PRIVATE KEY----- ")
                .repeat(20_000);
        assertThat(SecretScanner.hide(text).count()).isZero();
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThan(2_000_000);
    }

    @Test
    void aLongWordOfBeginningsTakesNoLongerThanItsLength() {
        for (String text : List.of("eyJ-".repeat(1_000_000), ("eyJ-".repeat(1000) + ".eyJ ").repeat(1000))) {
            assertThat(SecretScanner.hide(text).count()).isZero();
        }
    }

    @Test
    void keysWithoutEndTakeNoLongerThanTheirLength() {
        String key = "-----BEGIN PRIVATE KEY-----\n" + (some(LETTERS, 64) + "\n").repeat(120_000);
        assertThat(SecretScanner.hide(key).count()).isEqualTo(1);
        String code = "-----BEGIN PRIVATE KEY-----\nno key;\n".repeat(200_000);
        assertThat(SecretScanner.hide(code).count()).isZero();
    }

    @Test
    void keysOfOneLineTakeNoLongerThanItsLength() {
        String keys = ("-----BEGIN PRIVATE KEY-----" + some(LETTERS, 40) + "-----END PRIVATE KEY-----"
                + " ".repeat(160)).repeat(30_000);
        assertThat(SecretScanner.hide(keys).count()).isEqualTo(30_000);
    }

    @Test
    void anyNumberOfEscapesIsRead() {
        String key = "-----BEGIN PRIVATE KEY-----" + some(LETTERS, 64) + "\\n".repeat(1_000_000);
        assertThat(SecretScanner.hide(key).count()).isEqualTo(1);
    }

    @Test
    void aReplacementInWhatIsShownIsOneInWhatIsThere() {
        String one = made("gh p_ <w36>");
        String other = made("sk_li ve_ <w24>");
        String text = "a=" + one + "\nb=" + other + "\nc=1\n";
        HiddenText hidden = SecretScanner.hide(text);
        String shown = "a=[secret: GitHub token]\nb=[secret: Stripe key]\nc=1\n";
        assertThat(hidden.text()).isEqualTo(shown);
        assertThat(applied(hidden, text, "c=1", "c=2")).isEqualTo(text.replace("c=1", "c=2"));
        assertThat(applied(hidden, text, "b=[secret: Stripe key]", "key = [secret: Stripe key] # live"))
                .isEqualTo(text.replace("b=" + other, "key = " + other + " # live"));
        assertThat(applied(hidden, text, "b=[secret: Stripe key]\n", ""))
                .isEqualTo(text.replace("b=" + other + "\n", ""));
        assertThat(applied(hidden, text, shown, "b=[secret: Stripe key]\na=[secret: GitHub token]\n"))
                .isEqualTo("b=" + other + "\na=" + one + "\n");
        assertThat(applied(hidden, text, "c=1", "c=[secret: Stripe key]")).isEqualTo("refused");
        assertThat(applied(hidden, text, "[secret: Stripe", "x")).isEqualTo("refused");
    }

    @Test
    void ofTwoSecretsOfOneKindNobodyKnowsWhichOneIsMeant() {
        String text = made("gh p_ <w36>") + "\n" + made("gh p_ <w36>") + "\n";
        HiddenText hidden = SecretScanner.hide(text);
        assertThat(applied(hidden, text, hidden.text(), "[secret: GitHub token]\n")).isEqualTo("refused");
        assertThat(applied(hidden, text, hidden.text(), "none\n")).isEqualTo("none\n");
        assertThat(applied(hidden, text, hidden.text(), "x\n" + hidden.text())).isEqualTo("x\n" + text);
    }

    private static String applied(HiddenText hidden, String text, String old, String fresh) {
        int from = hidden.text().indexOf(old);
        return hidden.restored(from, from + old.length(), fresh)
                .map(edit -> text.substring(0, edit.from()) + edit.fresh() + text.substring(edit.to()))
                .orElse("refused");
    }
}
