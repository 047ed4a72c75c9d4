package dev.podd.shell;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The folders that the commands of a text may run in, by what {@code cd} stands in it. */
final class Folders {
    private static final int MAX = 16;

    private final Set<String> all = new LinkedHashSet<>(List.of(""));
    private boolean isUnknown;

    /** Relative to where the text is run, or absolute; empty if it is not known which. */
    List<String> all() {
        return isUnknown ? List.of() : List.copyOf(all);
    }

    boolean isUnknown() {
        return isUnknown;
    }

    /** The same as it stands now, for another reading of the text. */
    Folders copy() {
        Folders copy = new Folders();
        copy.add(this);
        return copy;
    }

    /** What another reading has found too. */
    void add(Folders other) {
        all.addAll(other.all);
        isUnknown |= other.isUnknown;
    }

    void unknown() {
        isUnknown = true;
    }

    /** A {@code cd}; says whether it stays within the folder where the text is run. */
    boolean enters(List<Word> words, boolean repeats) {
        boolean isPlain = words.size() == 2 && words.get(1).isFixed() && !words.get(1).text().isEmpty()
                && !words.get(1).text().startsWith("-") && !repeats;
        if (!isPlain || isUnknown) {
            isUnknown = true;
            return false;
        }
        boolean isWithin = true;
        for (String folder : List.copyOf(all)) {
            String entered = resolved(folder, words.get(1).text());
            isWithin &= !entered.startsWith("/") && !entered.equals("..") && !entered.startsWith("../");
            all.add(entered);
        }
        isUnknown |= all.size() > MAX;
        return isWithin && !isUnknown;
    }

    private static String resolved(String folder, String target) {
        boolean isAbsolute = target.startsWith("/") || folder.startsWith("/");
        List<String> names = new ArrayList<>();
        for (String name : (target.startsWith("/") ? target : folder + "/" + target).split("/", -1)) {
            boolean goesUp = name.equals("..") && !names.isEmpty() && !names.getLast().equals("..");
            if (goesUp) {
                names.removeLast();
            } else if (!name.isEmpty() && !name.equals(".") && !(name.equals("..") && isAbsolute)) {
                names.add(name);
            }
        }
        return (isAbsolute ? "/" : "") + String.join("/", names);
    }
}
