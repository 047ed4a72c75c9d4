package dev.podd.workspace;

import java.util.TreeSet;
import java.util.stream.Collectors;

/** Files and folders that a walk could not read: some of their names, and how many there were. */
public final class Unreadable {
    private static final int NAMED = 5;

    /** Guarded by this, as is the count. */
    private final TreeSet<String> names = new TreeSet<>();
    private int count;

    public synchronized void add(String path) {
        count++;
        names.add(path);
        if (names.size() > NAMED) {
            names.pollLast();
        }
    }

    /** "could not be read: a, b and 3 more"; empty when all could. */
    public synchronized String note() {
        if (count == 0) {
            return "";
        }
        String more = count > names.size() ? " and " + (count - names.size()) + " more" : "";
        return "could not be read: " + names.stream().collect(Collectors.joining(", ")) + more;
    }
}
