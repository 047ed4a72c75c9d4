package dev.podd.shell;

/** Characters for what no text of a command has. */
final class CommandSpelling {
    private CommandSpelling() {}

    static boolean isSign(int c) {
        return c >= 0xFDD0 && c <= 0xFDEF;
    }
}
