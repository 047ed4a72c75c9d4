package dev.podd.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sandbox of macOS, by the text of its profile. The last rule that matches counts. Processes that a command leaves are
 * not bound to end with it, and it was never tried against a command that wants to leave, so that it claims to hold
 * nothing: each command is asked about.
 */
record Seatbelt(Path program) implements Sandbox {
    @Override
    public String name() {
        return "sandbox-exec";
    }

    @Override
    public boolean holds() {
        return false;
    }

    @Override
    public String gaps() {
        return "should find no more than its bounds show, which was not tried on macOS";
    }

    @Override
    public List<String> launcher(Bounds bounds, Path folder) {
        return List.of(program.toString(), "-p", profile(bounds));
    }

    /** What the bounds say, in the language of the profile. */
    static String profile(Bounds bounds) {
        List<String> rules = new ArrayList<>(List.of("(version 1)", "(allow default)", "(deny file-write*)",
                "(allow file-write* (subpath \"/dev\"))", deny("file-read-data", bounds.home(), true),
                deny("file-read-data", Path.of("/Volumes"), true)));
        if (!bounds.network()) {
            rules.add("(deny network*)");
        }
        SystemFolders.secret().forEach(secret -> rules.add(deny("file-read*", secret, true)));
        rules.add("(allow file-read* file-write* (subpath " + quoted(bounds.folder().home()) + ") (subpath "
                + quoted(bounds.folder().temporary()) + "))");
        bounds.places().forEach(place -> rules.addAll(rules(place)));
        return String.join("\n", rules) + "\n";
    }

    private static List<String> rules(Bounds.Place place) {
        return switch (place) {
            case Bounds.Place.Shown shown when !shown.at().equals(shown.source()) -> List.of(
                    deny("file-write*", shown.at(), true));
            case Bounds.Place.Shown shown when shown.isWritable() -> List.of(
                    "(allow file-read* file-write* (subpath " + quoted(shown.at()) + "))");
            case Bounds.Place.Shown shown -> List.of("(allow file-read* (subpath " + quoted(shown.at()) + "))",
                    deny("file-write*", shown.at(), true));
            case Bounds.Place.HiddenFile file -> List.of(deny("file-read* file-write*", file.at(), false));
            case Bounds.Place.HiddenFolder folder -> List.of(deny("file-read* file-write*", folder.at(), true));
            case Bounds.Place.Kept kept -> List.of(deny("file-write*", kept.at(), true));
            case Bounds.Place.KeptFile kept -> List.of(deny("file-write*", kept.at(), false));
        };
    }

    private static String deny(String what, Path at, boolean isFolder) {
        return "(deny " + what + " (" + (isFolder ? "subpath " : "literal ") + quoted(at) + "))";
    }

    private static String quoted(Path path) {
        return "\"" + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    @Override
    public Map<String, String> environment(Map<String, String> variables, Bounds bounds) {
        Map<String, String> inside = new TreeMap<>(variables);
        inside.put("TMPDIR", bounds.folder().temporary().toString());
        return inside;
    }
}
