package dev.podd.tool.builtin;

import java.util.SortedMap;
import java.util.TreeMap;

/** The matches of a search as they come from several threads: of the first files all, of the rest their number. */
final class Matches {
    private final int maxShown;
    /** Guarded by this, as is all below. */
    private final TreeMap<String, FileMatches> first = new TreeMap<>();
    private long shown;
    private long lines;
    private int files;

    Matches(int maxShown) {
        this.maxShown = maxShown;
    }

    synchronized void add(String path, FileMatches found) {
        if (found.count() == 0) {
            return;
        }
        files++;
        lines += found.count();
        first.put(path, found);
        shown += found.shown();
        while (shown - first.lastEntry().getValue().shown() >= maxShown) {
            shown -= first.pollLastEntry().getValue().shown();
        }
    }

    /** Files by path, as many as it takes to fill what may be shown. */
    synchronized SortedMap<String, FileMatches> shown() {
        return first;
    }

    synchronized boolean isCut() {
        return first.size() < files || shown > maxShown;
    }

    synchronized long lines() {
        return lines;
    }

    synchronized int files() {
        return files;
    }
}
