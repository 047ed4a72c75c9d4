package dev.podd.prompt;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The names that a template may use, and whether a list stands behind each. */
final class KnownNames {
    private static final Map<String, Boolean> IS_LIST = new TreeMap<>(Map.ofEntries(Map.entry("now", false),
            Map.entry("date", false), Map.entry("time", false), Map.entry("datetime", false), Map.entry("cwd", false),
            Map.entry("scope.readable", true), Map.entry("scope.writable", true), Map.entry("scope.summary", false),
            Map.entry("tools", true), Map.entry("files.agentsMd", false), Map.entry("files.agents_md", false),
            Map.entry("os", false), Map.entry("editor", false), Map.entry("model", false)));

    private KnownNames() {}

    static boolean knows(String name) {
        return IS_LIST.containsKey(name);
    }

    static boolean isList(String name) {
        return IS_LIST.getOrDefault(name, false);
    }

    static List<String> all() {
        return List.copyOf(IS_LIST.keySet());
    }

    static String nearest(String name) {
        return IS_LIST.keySet().stream().min(Comparator.comparingInt(known -> steps(name, known))).orElseThrow();
    }

    /** A name that was only begun, or went too far, is one step away. */
    private static int steps(String name, String known) {
        return known.startsWith(name + ".") || name.startsWith(known + ".") ? 1
                : LevenshteinDistance.getDefaultInstance().apply(name, known);
    }
}
