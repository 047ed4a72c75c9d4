package dev.podd.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells by the name of an environment variable or a header whether its value is a secret. */
final class SecretName {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])");
    /** As in OPENAI_API_KEY, PGPASSWORD, Authorization; and not as in AUTHOR, MONKEY, KEYCLOAK. */
    private static final Pattern SECRET = Pattern.compile(
            "auth|authorization|keys?|.*(api|access|secret|private|auth|signing|encryption|account)keys?"
                    + "|.*tokens?|.*secrets?|.*passwords?|.*passwd|.*cookies?|credentials?");
    /** As in KEY_PATH: its value says where something is, which a model may have to know. */
    private static final Set<String> PLACES = Set.of("path", "file", "dir", "folder", "home", "url", "uri", "host",
            "port", "sock", "endpoint");

    private SecretName() {}

    static boolean isSecret(String name, String value) {
        List<String> words = BETWEEN_WORDS.splitAsStream(name).map(word -> word.toLowerCase(Locale.ROOT)).toList();
        boolean isPlace = !words.isEmpty() && PLACES.contains(words.getLast()) && !mayCarrySecret(value);
        return !isPlace && words.stream().anyMatch(word -> SECRET.matcher(word).matches());
    }

    /** As a URL does in its user and its query. */
    private static boolean mayCarrySecret(String place) {
        return place.contains("@") || place.contains("?");
    }
}
