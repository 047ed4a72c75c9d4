package dev.podd.workspace;

import dev.podd.scope.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads what lies in one folder, as far as the scope lets it be seen. */
final class FolderListing {
    private FolderListing() {}

    static List<ListedEntry> of(Path real, Scope scope) throws IOException {
        List<ListedEntry> entries = new ArrayList<>();
        try (Folder folder = Folder.open(real)) {
            IgnoreRules rules = Walk.rules(folder, real, RulesAbove.of(real, scope));
            for (Path name : folder.names()) {
                BasicFileAttributes found = folder.attributes(name);
                Path path = real.resolve(name);
                if (found != null && scope.permissionOfReal(path).isPresent() && !name.toString().equals(".git")) {
                    boolean isIgnored = rules.ignores(path.toString(), name.toString(), found.isDirectory());
                    entries.add(new ListedEntry(name.toString(), kind(found), found.size(), isIgnored));
                }
            }
        }
        entries.sort(Comparator.comparing(ListedEntry::name));
        return entries;
    }

    private static ListedEntry.Kind kind(BasicFileAttributes found) {
        if (found.isDirectory()) {
            return ListedEntry.Kind.FOLDER;
        }
        if (found.isSymbolicLink()) {
            return ListedEntry.Kind.LINK;
        }
        return found.isRegularFile() ? ListedEntry.Kind.FILE : ListedEntry.Kind.OTHER;
    }
}
