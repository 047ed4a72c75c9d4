package dev.podd.workspace;

import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files and folders that a walk could not read: some of their names, and how many there were. Safe on every thread. */
public final class Unreadable {
    private static final int NAMED = 5;

    /** Both guarded by this. */
    private final Group files = new Group();
    private final Group folders = new Group();

    /** Names of one kind. */
    private static final class Group {
        private final TreeSet<String> names = new TreeSet<>();
        private int count;

        void add(String path) {
            count++;
            names.add(path);
            if (names.size() > NAMED) {
                names.pollLast();
            }
        }

        /** @param counted such as "1 file" */
        String note(String counted) {
            String more = count > names.size() ? " and " + (count - names.size()) + " more" : "";
            return count == 0 ? "" : counted + " could not be read: " + names.stream().collect(Collectors.joining(", "))
                    + more;
        }
    }

    public synchronized void add(String file) {
        files.add(file);
    }

    public synchronized void addFolder(String folder) {
        folders.add(folder);
    }

    /** "2 files could not be read: a, b", and a line for folders; empty when all could. */
    public synchronized String note() {
        return note(files.count == 1 ? "1 file" : files.count + " files");
    }

    /**
     * The same with a total: "1 of 2 files could not be read: a".
     *
     * @param read how many files could be read
     */
    public synchronized String noteBeside(int read) {
        int all = read + files.count;
        return note(files.count + " of " + all + (all == 1 ? " file" : " files"));
    }

    private String note(String countedFiles) {
        return Stream.of(files.note(countedFiles),
                folders.note(folders.count == 1 ? "1 folder" : folders.count + " folders"))
                .filter(each -> !each.isEmpty()).collect(Collectors.joining("\n"));
    }
}
