package dev.podd.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processes of a session whose leader has ended; looked up in {@code /proc}, none where there is no such thing. */
final class Stragglers {
    private static final Path PROC = Path.of("/proc");
    /** Fields of {@code stat} after the name: state, parent, group, session. */
    private static final int STATE = 0;
    private static final int SESSION = 3;

    private Stragglers() {}

    /** Younger processes only: their ids are greater until the system has used up all numbers. */
    static int count(long session) {
        int found = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC)) {
            for (Path each : all) {
                if (pid(each) > session && isMember(each, session)) {
                    found++;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return found;
        }
        return found;
    }

    private static long pid(Path folder) {
        String name = folder.getFileName().toString();
        return name.chars().allMatch(c -> c >= '0' && c <= '9') ? Long.parseLong(name) : 0;
    }

    private static boolean isMember(Path process, long session) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", SESSION + 2);
            boolean isDead = fields[STATE].equals("Z") || fields[STATE].equals("X");
            return !isDead && fields[SESSION].equals(Long.toString(session));
        } catch (IOException e) {
            return false; // ended meanwhile
        }
    }
}
