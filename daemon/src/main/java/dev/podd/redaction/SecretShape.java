package dev.podd.redaction;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/**
 * What one kind of secret looks like: it begins with a text that is found fast, goes on by a pattern, and stands alone,
 * with no letter or digit beside it.
 *
 * @param kind    for people and models, as in "GitHub token"
 * @param literal what it begins with
 * @param pattern all of it; the first group, where there is one, is the part that is secret
 * @param isAllOfItsWord whether a word that is none from one place on is none from a later place of it either
 */
record SecretShape(String kind, String literal, Pattern pattern, boolean isAllOfItsWord) {
    /** Characters of a secret that are looked at; a longer one goes on as long as its letters do. */
    private static final int WINDOW = 4096;
    /** A secret is random; "sk_live_xxxxxxxxxxxxxxxxxxxxxxxx" in a page of documentation is none. */
    private static final int FEWEST_DIFFERENT = 8;

    private static final String WORD = "[A-Za-z0-9_-]";

    /** Built when it is first needed: a daemon that shows no tool output does without. */
    static List<SecretShape> all() {
        List<SecretShape> all = new ArrayList<>();
        for (String prefix : List.of("AKIA", "ASIA", "ABIA", "ACCA")) {
            all.add(shape("AWS access key", prefix, "[A-Z2-7]{16}"));
        }
        for (String name : List.of("aws_secret_access_key", "AWS_SECRET_ACCESS_KEY", "SecretAccessKey",
                "secretAccessKey")) {
            all.add(shape("AWS secret key", name, "[\"']?\\s{0,3}[:=]{1,2}\\s{0,3}[\"']?([A-Za-z0-9/+]{40})"));
        }
        for (String prefix : List.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_")) {
            all.add(shape("GitHub token", prefix, "[A-Za-z0-9]{36,}"));
        }
        all.add(shape("GitHub token", "github_pat_", "[A-Za-z0-9]{22}_[A-Za-z0-9]{59}"));
        all.add(shape("GitLab token", "glpat-", WORD + "{20,}(?:\\.[a-z0-9.]{3,20})?"));
        all.add(shape("Anthropic key", "sk-ant-", "[a-z]{2,8}[0-9]{2}-" + WORD + "{32,}"));
        all.add(shape("OpenRouter key", "sk-or-v1-", "[a-f0-9]{64}"));
        all.add(shape("OpenAI key", "sk-proj-", WORD + "{40,}"));
        all.add(shape("OpenAI key", "sk-svcacct-", WORD + "{40,}"));
        all.add(shape("OpenAI key", "sk-admin-", WORD + "{40,}"));
        all.add(shape("OpenAI key", "sk-", "[A-Za-z0-9]{32,64}"));
        all.add(shape("xAI key", "xai-", "[A-Za-z0-9]{80}"));
        all.add(shape("Groq key", "gsk_", "[A-Za-z0-9]{52}"));
        all.add(shape("Hugging Face token", "hf_", "[A-Za-z]{34}"));
        all.add(shape("Google API key", "AIza", WORD + "{35}"));
        all.add(shape("Google OAuth secret", "GOCSPX-", WORD + "{28}"));
        all.add(shape("Slack token", "xox", "[abeoprs]-[0-9A-Za-z]{1,14}-[A-Za-z0-9-]{16,}"));
        all.add(shape("Slack token", "xapp-", "[0-9]-[A-Z0-9]{8,14}-[0-9]{8,16}-[a-f0-9]{32,}"));
        all.add(shape("Slack webhook", "https://hooks.slack.com/services/",
                "(T[A-Z0-9]{6,}/B[A-Z0-9]{6,}/[A-Za-z0-9]{20,})"));
        for (String prefix : List.of("sk_live_", "sk_test_", "rk_live_", "rk_test_")) {
            all.add(shape("Stripe key", prefix, "[A-Za-z0-9]{16,}"));
        }
        all.add(shape("Stripe webhook secret", "whsec_", "[A-Za-z0-9+/]{32,}={0,2}"));
        all.add(shape("npm token", "npm_", "[A-Za-z0-9]{36}"));
        all.add(shape("PyPI token", "pypi-AgE", WORD + "{50,}"));
        all.add(shape("RubyGems key", "rubygems_", "[a-f0-9]{48}"));
        all.add(shape("Docker Hub token", "dckr_pat_", WORD + "{27}"));
        all.add(shape("SendGrid key", "SG.", WORD + "{22}\\." + WORD + "{43}"));
        all.add(shape("Twilio key", "SK", "[a-f0-9]{32}"));
        all.add(shape("DigitalOcean token", "dop_v1_", "[a-f0-9]{64}"));
        all.add(shape("Databricks token", "dapi", "[a-f0-9]{32}"));
        all.add(shape("HashiCorp Vault token", "hvs.", WORD + "{24,}"));
        all.add(shape("Azure storage key", "AccountKey=", "([A-Za-z0-9+/]{86}==)"));
        all.add(shape("age key", "AGE-SECRET-KEY-1", "[A-Z0-9]{58}"));
        all.add(new SecretShape("JSON Web Token", "eyJ",
                Pattern.compile("eyJ" + WORD + "{12,}\\.eyJ" + WORD + "{12,}\\." + WORD + "{16,}"), true));
        return List.copyOf(all);
    }

    private static SecretShape shape(String kind, String literal, String rest) {
        return new SecretShape(kind, literal, Pattern.compile(Pattern.quote(literal) + rest), false);
    }

    /** Notes all that looks so; takes time in proportion to the text. */
    void find(String text, List<HiddenSpan> found) {
        int from = text.indexOf(literal);
        while (from >= 0) {
            int end = isBeginning(text, from) ? add(text, from, found) : -1;
            boolean isNone = end < 0 && isAllOfItsWord;
            from = text.indexOf(literal, isNone ? endOfWord(text, from + 1) : Math.max(end, from + 1));
        }
    }

    private static boolean isBeginning(String text, int at) {
        return at == 0 || !(isLetterOrDigit(text.charAt(at - 1)) || text.charAt(at - 1) == '_') || isEscape(text, at);
    }

    /** The letter of {@code \n} and the like, as in JSON. */
    private static boolean isEscape(String text, int at) {
        return at > 1 && text.charAt(at - 2) == '\\' && "nrt".indexOf(text.charAt(at - 1)) >= 0;
    }

    /** @return where it ends; -1 when it is none */
    private int add(String text, int from, List<HiddenSpan> found) {
        Matcher matcher = pattern.matcher(text.substring(from, Math.min(text.length(), from + WINDOW)));
        if (!matcher.lookingAt()) {
            return -1;
        }
        int group = matcher.groupCount() > 0 && matcher.start(1) >= 0 ? 1 : 0;
        int start = from + matcher.start(group);
        int end = from + matcher.end(group);
        end = end - from >= WINDOW ? endOfWord(text, end) : end;
        boolean goesOn = end < text.length() && isLetterOrDigit(text.charAt(end));
        if (goesOn || isExample(text.substring(group == 0 ? from + literal.length() : start, end))) {
            return -1;
        }
        found.add(new HiddenSpan(start, end, kind));
        return end;
    }

    private static boolean isExample(String secret) {
        return secret.endsWith("EXAMPLE") || secret.contains("EXAMPLEKEY")
                || secret.chars().distinct().count() < FEWEST_DIFFERENT;
    }

    private static int endOfWord(String text, int from) {
        int end = from;
        while (end < text.length() && isWordLike(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isWordLike(char each) {
        return isLetterOrDigit(each) || each == '_' || each == '-';
    }

    private static boolean isLetterOrDigit(char each) {
        return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9');
    }
}
