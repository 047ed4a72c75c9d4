package dev.podd.shell;

import java.util.Set;

/** The name that a program is called by. */
final class Program {
    private static final Set<String> SYSTEM = Set.of("/bin", "/usr/bin", "/usr/local/bin", "/sbin", "/usr/sbin",
            "/opt/homebrew/bin");

    private Program() {}

    static String name(String word) {
        return word.substring(word.lastIndexOf('/') + 1);
    }

    /** Whether it is found by its name, or in a folder that only an administrator changes. */
    static boolean isOfTheSystem(String word) {
        int slash = word.lastIndexOf('/');
        return slash < 0 || SYSTEM.contains(word.substring(0, slash));
    }

    /** Whether which file it is depends on the folder. */
    static boolean isRelative(String word) {
        return word.contains("/") && !word.startsWith("/");
    }
}
