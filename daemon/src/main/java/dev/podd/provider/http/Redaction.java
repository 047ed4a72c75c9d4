package dev.podd.provider.http;

import java.util.ArrayList;
import java.util.List;

/** Takes keys out of text that a server sent: whole ones, and any piece long enough to be worth guessing on. */
final class Redaction {
    private static final String MASK = "[key]";
    private static final int SHORTEST_SECRET = 6;
    private static final int LONGEST_SHOWN = 11;

    private final List<String> secrets;

    Redaction(Endpoint endpoint) {
        List<String> found = new ArrayList<>(endpoint.headers().values());
        if (endpoint.key() != null) {
            found.add(endpoint.key().reveal());
        }
        secrets = found.stream().filter(secret -> secret.length() >= SHORTEST_SECRET).toList();
    }

    String clean(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = without(secret, clean);
        }
        return clean;
    }

    private static String without(String secret, String text) {
        int shortest = Math.min(secret.length(), LONGEST_SHOWN + 1);
        StringBuilder clean = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int length = matchAt(secret, text, at, shortest);
            clean.append(length == 0 ? text.substring(at, at + 1) : MASK);
            at += Math.max(1, length);
        }
        return clean.toString();
    }

    private static int matchAt(String secret, String text, int at, int shortest) {
        int end = at + shortest;
        if (end > text.length() || !secret.contains(text.substring(at, end))) {
            return 0;
        }
        while (end < text.length() && secret.contains(text.substring(at, end + 1))) {
            end++;
        }
        return end - at;
    }
}
