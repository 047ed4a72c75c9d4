package dev.podd.app;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Environment variables as the person has them: the launcher sets {@code LC_ALL} for Java, and hands their own on. */
final class Variables {
    private Variables() {}

    static Map<String, String> ofPerson() {
        Map<String, String> variables = new HashMap<>(System.getenv());
        if (System.getProperty("podd.terminals") != null) {
            String own = System.getProperty("podd.lc_all");
            if (own == null) {
                variables.remove("LC_ALL");
            } else {
                variables.put("LC_ALL", own);
            }
        }
        return variables;
    }

    /** Java looks the home folder up by the user's name; who sets another one means it. */
    static Path home() {
        String named = System.getenv("HOME");
        return Path.of(named == null || named.isBlank() ? System.getProperty("user.home") : named);
    }
}
