package dev.podd.install;

import dev.podd.install.InstallRecord.Entry;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files below a prefix, with a record of what was written. A file that somebody else wrote, or changed since, is neither
 * replaced nor removed. The record is on the disk before the first file is, so that an installation that was killed can be
 * removed like any other.
 */
public final class Installation {
    private final Path prefix;

    /** @param prefix absolute; need not exist */
    public Installation(Path prefix) {
        this.prefix = prefix.normalize();
    }

    /**
     * What {@link #remove} has done.
     *
     * @param removed files that are gone
     * @param kept    files that are not what was written any more, and so are left
     */
    public record Removal(List<Path> removed, List<Path> kept) {
        public Removal {
            removed = List.copyOf(removed);
            kept = List.copyOf(kept);
        }
    }

    /**
     * Writes files in place of those that it has written before. When one cannot be written, those that were new are taken
     * away again.
     *
     * @return where they are, in the same order
     * @throws InstallException with all reasons why not
     */
    public List<Path> install(List<InstalledFile> files) {
        InstallRecord old = InstallRecord.of(prefix);
        List<String> problems = files.stream().map(file -> problem(file, old)).flatMap(Stream::ofNullable).toList();
        if (!problems.isEmpty()) {
            throw new InstallException(problems.stream().distinct().toList());
        }
        List<InstalledFile> due = files.stream().filter(file -> !isForeignButEqual(file, old)).toList();
        List<Path> fresh = due.stream().map(this::path)
                .filter(path -> !Files.exists(path, LinkOption.NOFOLLOW_LINKS)).toList();
        List<Path> folders = missingFolders(due);
        try {
            write(due, old, folders);
        } catch (IOException e) {
            takeBack(fresh, folders, old);
            throw new InstallException("nothing was installed below " + prefix + ": " + e);
        }
        return files.stream().map(this::path).toList();
    }

    private void write(List<InstalledFile> due, InstallRecord old, List<Path> folders) throws IOException {
        for (Path folder : folders) {
            Files.createDirectories(folder);
        }
        List<Entry> now = due.stream().map(file -> new Entry(file.place().toString(), FileFingerprint.of(file)))
                .toList();
        List<String> made = Stream.concat(old.folders().stream(), folders.stream().map(this::place)).distinct()
                .toList();
        new InstallRecord(Stream.concat(old.files().stream(), now.stream()).distinct().toList(), made).write(prefix);
        for (InstalledFile file : due) {
            put(file);
        }
        for (Entry entry : old.files()) {
            if (now.stream().noneMatch(each -> each.place().equals(entry.place()))
                    && isStill(prefix.resolve(entry.place()), old)) {
                Files.deleteIfExists(prefix.resolve(entry.place()));
            }
        }
        new InstallRecord(now, made).write(prefix);
    }

    private void put(InstalledFile file) throws IOException {
        Path path = path(file);
        Path next = path.resolveSibling("." + path.getFileName() + ".new");
        Files.deleteIfExists(next);
        switch (file) {
            case InstalledFile.Text text -> Files.writeString(next, text.text());
            case InstalledFile.Link link -> Files.createSymbolicLink(next, link.target());
        }
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** After a failure: only what is there from before stays. */
    private void takeBack(List<Path> fresh, List<Path> folders, InstallRecord old) {
        try {
            for (Path file : fresh) {
                Files.deleteIfExists(file);
                Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".new"));
            }
            if (old.isEmpty()) {
                Files.deleteIfExists(prefix.resolve(InstallRecord.PLACE));
            }
            removeEmpty(folders);
        } catch (IOException e) {
            // The record names them: they can be removed when the disk allows it.
        }
    }

    /**
     * Removes what was written and is unchanged, and the folders made for it that are empty.
     *
     * @throws InstallException nothing is installed, or a file cannot be removed
     */
    public Removal remove() {
        InstallRecord record = InstallRecord.of(prefix);
        if (record.isEmpty()) {
            throw new InstallException("nothing is installed below " + prefix + " that podd install has written");
        }
        List<Path> removed = new ArrayList<>();
        List<Path> kept = new ArrayList<>();
        try {
            for (Path path : record.files().stream().map(entry -> prefix.resolve(entry.place())).distinct().toList()) {
                if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                    continue;
                }
                boolean isOurs = isStill(path, record);
                if (isOurs) {
                    Files.delete(path);
                }
                (isOurs ? removed : kept).add(path);
            }
            Files.deleteIfExists(prefix.resolve(InstallRecord.PLACE));
            removeEmpty(record.folders().stream().map(prefix::resolve).map(Path::normalize).toList());
        } catch (IOException e) {
            throw new InstallException("not all could be removed below " + prefix + ": " + e
                    + "; mend that, then run this again");
        }
        return new Removal(removed, kept);
    }

    private static void removeEmpty(List<Path> folders) throws IOException {
        for (Path folder : folders.reversed()) {
            try {
                Files.deleteIfExists(folder);
            } catch (DirectoryNotEmptyException others) {
                // somebody else's files are in it now
            }
        }
    }

    private @Nullable String problem(InstalledFile file, InstallRecord old) {
        Path path = path(file);
        try {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return folderProblem(path);
            }
            if (FileFingerprint.of(path).equals(FileFingerprint.of(file))) {
                return null;
            }
            if (isStill(path, old)) {
                return folderProblem(path);
            }
            return path + (old.has(place(path))
                    ? " was changed since podd install wrote it; move it away first"
                    : " is there already, and podd install has not written it; move it away, or name another --prefix");
        } catch (IOException e) {
            return path + " cannot be read: " + e;
        }
    }

    /** Of the nearest folder that exists. */
    private @Nullable String folderProblem(Path file) {
        Path folder = Objects.requireNonNull(file.getParent());
        while (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            folder = Objects.requireNonNull(folder.getParent());
        }
        if (!Files.isDirectory(folder)) {
            return folder + " is no folder; move it away, or name another --prefix";
        }
        return Files.isWritable(folder) ? null
                : folder + " cannot be written by you; name a folder of your own by --prefix";
    }

    private boolean isForeignButEqual(InstalledFile file, InstallRecord old) {
        return !old.has(file.place().toString()) && Files.exists(path(file), LinkOption.NOFOLLOW_LINKS);
    }

    private boolean isStill(Path path, InstallRecord record) throws IOException {
        try {
            return record.has(place(path), FileFingerprint.of(path));
        } catch (NoSuchFileException gone) {
            return true;
        }
    }

    /** Outermost first. */
    private List<Path> missingFolders(List<InstalledFile> files) {
        return Stream.concat(files.stream().map(InstalledFile::place), Stream.of(InstallRecord.PLACE))
                .map(prefix::resolve)
                .flatMap(path -> Stream.iterate(path.getParent(), folder -> folder != null && !Files.exists(folder),
                        Path::getParent))
                .distinct().sorted().toList();
    }

    private Path path(InstalledFile file) {
        return prefix.resolve(file.place());
    }

    private String place(Path path) {
        return prefix.relativize(path).toString();
    }
}
