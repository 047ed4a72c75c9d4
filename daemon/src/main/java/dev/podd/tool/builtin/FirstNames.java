package dev.podd.tool.builtin;

import java.util.SortedSet;
import java.util.TreeSet;

/** The first names of very many, and how many there are. Safe on every thread. */
final class FirstNames {
    /** More than there is ever room for in a result. */
    private static final int KEPT = 10_000;

    private final TreeSet<String> first = new TreeSet<>();
    private int count;

    synchronized void add(String name) {
        count++;
        first.add(name);
        if (first.size() > KEPT) {
            first.removeLast();
        }
    }

    synchronized int count() {
        return count;
    }

    /** In order; to be read when all were added. */
    synchronized SortedSet<String> names() {
        return first;
    }
}
