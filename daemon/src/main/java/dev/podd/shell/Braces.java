package dev.podd.shell;

import dev.podd.shell.WordPiece.Fixed;
import dev.podd.shell.WordPiece.Kind;
import dev.podd.shell.WordPiece.Open;
import java.util.ArrayList;
import java.util.List;

/** Replaces {@code {a,b}} and {@code {1..5}} in a word by the words that bash makes of it. */
final class Braces {
    private static final int MAX_WORDS = 256;
    private static final int MAX_BRACES = 100;

    private Braces() {}

    /** @throws UnclearException there are too many */
    static List<List<WordPiece>> expand(List<WordPiece> word) {
        long braces = word.stream().filter(Braces::isPlain).flatMapToInt(each -> each.source().chars())
                .filter(c -> c == '{').count();
        if (braces == 0) {
            return List.of(word);
        }
        if (braces > MAX_BRACES) {
            throw new UnclearException("more than " + MAX_BRACES + " braces in one word");
        }
        return expandUnits(units(word));
    }

    /** Characters that may be braces, commas or dots each for itself. */
    private static List<WordPiece> units(List<WordPiece> word) {
        List<WordPiece> units = new ArrayList<>();
        for (WordPiece piece : word) {
            if (isPlain(piece)) {
                piece.source().codePoints().forEach(c -> units.add(new Fixed(Character.toString(c), false)));
            } else {
                units.add(piece);
            }
        }
        return units;
    }

    private static List<List<WordPiece>> expandUnits(List<WordPiece> units) {
        for (int open = 0; open < units.size(); open++) {
            if (is(units, open, '{')) {
                List<Integer> bounds = bounds(units, open);
                if (!bounds.isEmpty()) {
                    return joined(units.subList(0, open), parts(units, bounds),
                            expandUnits(units.subList(bounds.getLast() + 1, units.size())));
                }
            }
        }
        return List.of(units);
    }

    /** Where a brace opens, its commas, and where it closes; empty if it is only a character. */
    private static List<Integer> bounds(List<WordPiece> units, int open) {
        List<Integer> bounds = new ArrayList<>(List.of(open));
        int depth = 0;
        for (int i = open + 1; i < units.size(); i++) {
            if (is(units, i, '{')) {
                depth++;
            } else if (is(units, i, ',') && depth == 0) {
                bounds.add(i);
            } else if (is(units, i, '}') && depth-- == 0) {
                bounds.add(i);
                return bounds.size() > 2 || isRange(units.subList(open + 1, i)) ? bounds : List.of();
            }
        }
        return List.of();
    }

    private static List<List<WordPiece>> parts(List<WordPiece> units, List<Integer> bounds) {
        List<List<WordPiece>> parts = new ArrayList<>();
        if (bounds.size() == 2) {
            return range(units.subList(bounds.getFirst() + 1, bounds.getLast()));
        }
        for (int i = 0; i + 1 < bounds.size(); i++) {
            parts.addAll(expandUnits(units.subList(bounds.get(i) + 1, bounds.get(i + 1))));
            limit(parts.size());
        }
        return parts;
    }

    private static List<List<WordPiece>> joined(List<WordPiece> before, List<List<WordPiece>> parts,
            List<List<WordPiece>> after) {
        limit((long) parts.size() * after.size());
        List<List<WordPiece>> all = new ArrayList<>();
        for (List<WordPiece> part : parts) {
            for (List<WordPiece> end : after) {
                List<WordPiece> word = new ArrayList<>(before);
                word.addAll(part);
                word.addAll(end);
                all.add(word);
            }
        }
        return all;
    }

    private static void limit(long words) {
        if (words > MAX_WORDS) {
            throw new UnclearException("braces that make more than " + MAX_WORDS + " words");
        }
    }

    private static boolean isRange(List<WordPiece> inner) {
        String text = text(inner);
        return inner.stream().allMatch(Braces::isPlain) && text.indexOf("..") > 0
                && text.chars().allMatch(c -> Chars.isName(c) || c == '.' || c == '-' || c == '+');
    }

    /** Short ranges of plain numbers as they are; of all others it is only known that a word stands there. */
    private static List<List<WordPiece>> range(List<WordPiece> inner) {
        String text = text(inner);
        String first = text.substring(0, text.indexOf(".."));
        String last = text.substring(text.indexOf("..") + 2);
        boolean isShort = Chars.isNumber(first) && Chars.isNumber(last) && first.length() < 6 && last.length() < 6
                && (!first.startsWith("0") || first.length() == 1) && !last.startsWith("0")
                && Integer.parseInt(last) - Integer.parseInt(first) >= 0
                && Integer.parseInt(last) - Integer.parseInt(first) < MAX_WORDS;
        if (!isShort) {
            return List.of(List.of(new Open("{" + text + "}", false,
                    text.chars().anyMatch(Chars::isNameStart) ? Kind.GLOB : Kind.NUMBER)));
        }
        List<List<WordPiece>> numbers = new ArrayList<>();
        for (int i = Integer.parseInt(first); i <= Integer.parseInt(last); i++) {
            numbers.add(List.of(new Fixed(Integer.toString(i), true)));
        }
        return numbers;
    }

    private static String text(List<WordPiece> units) {
        StringBuilder text = new StringBuilder();
        units.forEach(unit -> text.append(unit.source()));
        return text.toString();
    }

    private static boolean isPlain(WordPiece piece) {
        return piece instanceof Fixed fixed && !fixed.isQuoted();
    }

    private static boolean is(List<WordPiece> units, int at, char c) {
        return isPlain(units.get(at)) && units.get(at).source().length() == 1 && units.get(at).source().charAt(0) == c;
    }
}
