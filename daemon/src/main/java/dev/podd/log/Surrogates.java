package dev.podd.log;

import java.nio.charset.StandardCharsets;

/**
 * Half characters (unpaired surrogates), which a model may send escaped in its JSON. UTF-8 cannot hold them, so that
 * they would come back from the disk as question marks; as escapes they come back as they were.
 */
final class Surrogates {
    private Surrogates() {}

    /** JSON text in which every unpaired surrogate is an escape. */
    static String escaped(String json) {
        int first = isAscii(json) ? -1 : unpaired(json, 0);
        if (first < 0) {
            return json;
        }
        StringBuilder text = new StringBuilder(json.length() + 16);
        int from = 0;
        for (int at = first; at >= 0; at = unpaired(json, from)) {
            text.append(json, from, at).append("\\u").append(Integer.toHexString(json.charAt(at)));
            from = at + 1;
        }
        return text.append(json, from, json.length()).toString();
    }

    /** Asked of the encoder, which is many times faster than to look at each character. */
    private static boolean isAscii(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length == text.length();
    }

    /** Where the first unpaired surrogate at or after {@code from} stands; -1 when there is none. */
    private static int unpaired(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i)) && !isPaired(text, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isPaired(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
}
