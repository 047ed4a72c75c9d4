package dev.podd.provider.offline;

import java.util.List;

/** Consecutive lines of a file; {@code first} is the number of the first, from 1. */
record Passage(String path, int first, List<String> lines, double score) {
    private static final int REACH = 6;

    int last() {
        return first + lines.size() - 1;
    }

    boolean touches(Passage other) {
        return path.equals(other.path) && first <= other.last() + 1 && other.first <= last() + 1;
    }

    boolean isWithin(Passage stretch) {
        return path.equals(stretch.path) && stretch.first <= first && last() <= stretch.last();
    }

    /** This passage, let out to whole paragraphs of the stretch that it was cut from, as far as that is a few lines. */
    Passage rounded(Passage stretch) {
        int from = first - stretch.first;
        int to = from + lines.size();
        int start = from;
        while (start > 0 && from - start < REACH && isPartOfIt(stretch.lines.get(start - 1))) {
            start--;
        }
        int end = to;
        while (end < stretch.lines.size() && end - to < REACH && isPartOfIt(stretch.lines.get(end))) {
            end++;
        }
        while (start < end - 1 && !isPartOfIt(stretch.lines.get(start))) {
            start++;
        }
        while (end > start + 1 && stretch.lines.get(end - 1).isBlank()) {
            end--;
        }
        return new Passage(path, stretch.first + start, stretch.lines.subList(start, end), score);
    }

    private static boolean isPartOfIt(String line) {
        return !line.isBlank() && !PassageRanking.isImport(line);
    }
}
