package dev.podd.manifest;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the known word that was probably meant: what other programs call it, else the one that is spelled most alike. */
final class NearestWord {
    /** Words of other programs and vendors, and ours for the same thing. */
    private static final Map<String, String> OTHER_WORDS = Map.ofEntries(Map.entry("claude", "anthropic"),
            Map.entry("gpt", "openai"), Map.entry("chatgpt", "openai"), Map.entry("google", "gemini"),
            Map.entry("openrouter", "openai-compatible"), Map.entry("vllm", "openai-compatible"),
            Map.entry("lm_studio", "openai-compatible"), Map.entry("lmstudio", "openai-compatible"),
            Map.entry("llama.cpp", "openai-compatible"), Map.entry("copilot", "editor"),
            Map.entry("vscode", "editor"), Map.entry("bash", "shell"), Map.entry("sh", "shell"),
            Map.entry("exec", "shell"), Map.entry("run", "shell"), Map.entry("search", "grep"),
            Map.entry("find", "glob"), Map.entry("ls", "list"), Map.entry("cat", "read"), Map.entry("patch", "edit"));

    private NearestWord() {}

    /** @param known not empty; of words that are equally near the first in their order is taken */
    static String to(String word, Collection<String> known) {
        String typed = word.toLowerCase(Locale.ROOT).replace('-', '_');
        String other = OTHER_WORDS.get(typed);
        return other != null && known.contains(other) ? other
                : known.stream().min(Comparator.comparingInt(each -> steps(typed, each))).orElse("");
    }

    /** A word that was only begun is one step away. */
    private static int steps(String typed, String known) {
        String word = known.replace('-', '_');
        boolean isBegun = typed.length() > 2 && word.startsWith(typed);
        return isBegun ? 1 : LevenshteinDistance.getDefaultInstance().apply(typed, word);
    }
}
