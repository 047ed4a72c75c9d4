package dev.podd.workspace;

import dev.podd.scope.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Reads what lies in one folder, as far as the scope lets it be seen. */
final class FolderListing {
    private FolderListing() {}

    static List<ListedEntry> of(Path real, Scope scope, Map<Path, OpenDocument> open) throws IOException {
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
        open.forEach((file, document) -> {
            if (real.equals(file.getParent()) && Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
                entries.add(new ListedEntry(String.valueOf(file.getFileName()), ListedEntry.Kind.UNSAVED,
                        document.text().getBytes(StandardCharsets.UTF_8).length, false));
            }
        });
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
