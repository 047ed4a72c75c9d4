package dev.podd.workspace;

import dev.podd.scope.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what lies in one folder, as far as the scope lets it be seen. */
final class FolderListing {
    private FolderListing() {}

    /** @param open what is open in editors below the folder */
    static List<ListedEntry> of(Path real, Scope scope, Map<Path, OpenDocument> open) throws IOException {
        Map<String, ListedEntry> entries = new TreeMap<>();
        open.forEach((file, document) -> {
            Path below = real.relativize(file);
            String name = below.getName(0).toString();
            boolean isFolder = below.getNameCount() > 1;
            entries.put(name, new ListedEntry(name, isFolder ? ListedEntry.Kind.FOLDER : ListedEntry.Kind.UNSAVED,
                    isFolder ? 0 : document.text().getBytes(StandardCharsets.UTF_8).length, false));
        });
        if (entries.isEmpty() || Files.exists(real)) {
            onDisk(real, scope).forEach(each -> entries.put(each.name(), each));
        }
        return List.copyOf(entries.values());
    }

    private static List<ListedEntry> onDisk(Path real, Scope scope) throws IOException {
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
