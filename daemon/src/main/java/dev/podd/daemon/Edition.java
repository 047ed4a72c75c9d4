package dev.podd.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * Which Podd a process runs.
 *
 * @param version such as 0.1.0
 * @param placedAt when its program was put where it is, in milliseconds since 1970; tells builds of one version apart
 */
public record Edition(String version, long placedAt) {
    /**
     * Of the program in this file. The time at which it was modified is the same for each build of a commit and each copy;
     * the one at which the file system last changed what it knows of the file is not.
     */
    public static Edition of(String version, Path program) {
        try {
            return new Edition(version, ((FileTime) Files.getAttribute(program, "unix:ctime")).toMillis());
        } catch (IOException | UnsupportedOperationException unknown) {
            return new Edition(version, 0);
        }
    }

    /** As the daemon of a process tells it to those that look for it. */
    String told(long process) {
        return process + " " + version + " " + placedAt;
    }

    /** Whether this one is to take the place of the daemon that told that; false for what cannot be read. */
    boolean isNewerThan(String told) {
        String line = told.strip();
        if (line.endsWith(" " + version + " " + placedAt)) {
            return false; // the usual case, before patterns are compiled for it
        }
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 || !isVersion(parts[1]) || !isVersion(version) || !parts[2].matches("[0-9]{1,18}")) {
            return false;
        }
        int order = compare(version.split("\\.", -1), parts[1].split("\\.", -1));
        return order > 0 || (order == 0 && placedAt > Long.parseLong(parts[2]));
    }

    private static boolean isVersion(String text) {
        return text.matches("[0-9]{1,9}(\\.[0-9]{1,9}){0,5}");
    }

    private static int compare(String[] one, String[] other) {
        for (int i = 0; i < Math.max(one.length, other.length); i++) {
            int order = Integer.compare(number(one, i), number(other, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int number(String[] parts, int index) {
        return index < parts.length ? Integer.parseInt(parts[index]) : 0;
    }
}
