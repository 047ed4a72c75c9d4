package dev.podd.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Environment variables as the person has them: the launcher sets {@code LC_ALL} for Java, and hands their own on. With
 * them goes the umask of this process, where the system tells it.
 */
final class Variables {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String UMASK = "Umask:";

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
        addUmask(variables);
        return variables;
    }

    /** The daemon makes files for this process with the rights that they would have here. */
    private static void addUmask(Map<String, String> variables) {
        try {
            String status = Files.readString(STATUS);
            int start = status.indexOf(UMASK) + UMASK.length();
            if (start >= UMASK.length()) {
                variables.put("PODD_UMASK", status.substring(start, status.indexOf('\n', start)).strip());
            }
        } catch (IOException noProc) {
            // files get the daemon's then
        }
    }

    /** Java looks the home folder up by the user's name; who sets another one means it. */
    static Path home() {
        String named = System.getenv("HOME");
        return Path.of(named == null || named.isBlank() ? System.getProperty("user.home") : named);
    }
}
