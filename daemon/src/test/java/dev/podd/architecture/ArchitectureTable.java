package dev.podd.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The table of packages in ARCHITECTURE.md, read as the rules that it is. */
record ArchitectureTable(Map<String, Row> rows) {
    private static final Path FILE = Path.of("ARCHITECTURE.md");

    /** One package: its sentence, what it may import ("all" for everything), and libraries that it may see. */
    record Row(String sentence, Set<String> imports, Set<String> libraries) {
        boolean mayImport(String other) {
            return imports.contains("all") || imports.contains(other) || imports.stream()
                    .filter(each -> each.endsWith(".*"))
                    .anyMatch(each -> other.startsWith(each.substring(0, each.length() - 1)));
        }
    }

    static ArchitectureTable read() {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (String line : lines()) {
            String[] cells = line.split("\\|", -1);
            if (line.startsWith("| `") && cells.length >= 5) {
                for (String name : words(cells[1])) {
                    rows.put(name, new Row(cells[2].strip(), words(cells[3]), words(cells[4])));
                }
            }
        }
        return new ArchitectureTable(rows);
    }

    /** Libraries that only the packages that name them may see. */
    Set<String> guardedLibraries() {
        Set<String> all = new TreeSet<>();
        rows.values().forEach(row -> all.addAll(row.libraries()));
        return all;
    }

    private static Set<String> words(String cell) {
        Set<String> words = new TreeSet<>();
        Arrays.stream(cell.split(",")).map(word -> word.replace("`", "").strip())
                .filter(word -> !word.isEmpty() && !word.equals("-")).forEach(words::add);
        return words;
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException("the map of the daemon cannot be read", e);
        }
    }
}
