package dev.podd.app;

import java.io.Console;

/**
 * Which of the standard streams are a terminal. Java can only tell whether both input and output are; the launcher knows
 * better and says so in the property {@code podd.terminals}, as the numbers of the streams.
 */
record Terminals(boolean isIn, boolean isOut, boolean isErr) {
    static Terminals found() {
        String said = System.getProperty("podd.terminals");
        if (said == null) {
            boolean both = isConsole();
            return new Terminals(both, both, both);
        }
        return new Terminals(said.contains("0"), said.contains("1"), said.contains("2"));
    }

    @SuppressWarnings("SystemConsoleNull") // it is null where the module of JLine is left out, as in our own Java
    private static boolean isConsole() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
