package dev.podd.inline;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The few lines of a file that say where a range stands: its imports, the heads of what encloses it (found by indentation,
 * which brackets follow in code that people read), and its neighbours.
 */
final class Surroundings {
    /** In chars. */
    private static final int ROOM = 900;
    private static final int MAX_LINE = 120;
    private static final int MAX_IMPORTS = 8;
    private static final int MAX_HEADS = 6;
    private static final int NEIGHBOURS = 3;
    private static final int IMPORTS_WITHIN = 200;
    private static final Pattern IMPORT = Pattern.compile("\\s*(import|from|use|using|#include|require|package|"
            + "(const|let|var|local)\\s.*\\brequire)\\b.*");

    private Surroundings() {}

    /** Lines in their order, each as its number, a tab and its text; gaps are a line of their own. */
    static String of(EditTarget target) {
        List<String> lines = List.of(target.text().split("\r?\n", -1));
        int first = target.firstLine();
        int last = target.lastLine();
        SortedSet<Integer> chosen = new TreeSet<>();
        addAll(chosen, lines, neighbours(lines, first, last));
        addAll(chosen, lines, heads(lines, first));
        addAll(chosen, lines, imports(lines, first));
        return shown(lines, chosen);
    }

    private static void addAll(SortedSet<Integer> chosen, List<String> lines, List<Integer> more) {
        for (int line : more) {
            int taken = chosen.stream().mapToInt(each -> length(lines.get(each))).sum();
            if (taken + length(lines.get(line)) <= ROOM) {
                chosen.add(line);
            }
        }
    }

    private static int length(String line) {
        return Math.min(line.length(), MAX_LINE);
    }

    private static List<Integer> neighbours(List<String> lines, int first, int last) {
        List<Integer> near = new ArrayList<>();
        for (int distance = 1; distance <= NEIGHBOURS; distance++) {
            for (int line : new int[] {first - distance, last + distance}) {
                if (line >= 0 && line < lines.size() && !lines.get(line).isBlank()) {
                    near.add(line);
                }
            }
        }
        return near;
    }

    /** Lines above, each indented less than the one below it. */
    private static List<Integer> heads(List<String> lines, int first) {
        List<Integer> heads = new ArrayList<>();
        int indentation = first < lines.size() && !lines.get(first).isBlank() ? indentation(lines.get(first))
                : Integer.MAX_VALUE;
        for (int line = first - 1; line >= 0 && indentation > 0 && heads.size() < MAX_HEADS; line--) {
            String text = lines.get(line);
            if (!text.isBlank() && indentation(text) < indentation && !isCloser(text)) {
                indentation = indentation(text);
                heads.add(line);
            }
        }
        return heads;
    }

    private static boolean isCloser(String line) {
        return "})]".indexOf(line.strip().charAt(0)) >= 0;
    }

    private static List<Integer> imports(List<String> lines, int first) {
        List<Integer> imports = new ArrayList<>();
        for (int line = 0; line < Math.min(first, IMPORTS_WITHIN) && imports.size() < MAX_IMPORTS; line++) {
            if (lines.get(line).length() <= MAX_LINE && IMPORT.matcher(lines.get(line)).matches()) {
                imports.add(line);
            }
        }
        return imports;
    }

    private static int indentation(String line) {
        int width = 0;
        for (int i = 0; i < line.length() && Character.isWhitespace(line.charAt(i)); i++) {
            width += line.charAt(i) == '\t' ? 4 : 1;
        }
        return width;
    }

    private static String shown(List<String> lines, SortedSet<Integer> chosen) {
        StringBuilder text = new StringBuilder();
        int before = -1;
        for (int line : chosen) {
            if (!text.isEmpty()) {
                text.append(line == before + 1 ? "\n" : "\n…\n");
            }
            String whole = lines.get(line);
            text.append(line + 1).append('\t').append(whole.length() <= MAX_LINE ? whole
                    : whole.substring(0, MAX_LINE) + "…");
            before = line;
        }
        return text.toString();
    }
}
