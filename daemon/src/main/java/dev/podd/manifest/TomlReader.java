package dev.podd.manifest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads TOML into nodes that know their places; all lines that cannot be read are told, not the first. */
final class TomlReader {
    /** Characters of a manifest, at most. */
    static final int LIMIT = BoundedFile.MANIFEST_LIMIT;
    /** The parser stops at some errors; so many times the text is parsed again without the lines that it stopped at. */
    private static final int MOST_ROUNDS = 20;

    private final String source;
    private final SourceText text;
    private final TomlSpans spans;

    private TomlReader(String source, String text) {
        this.source = source;
        this.text = new SourceText(text);
        this.spans = new TomlSpans(text);
    }

    /** What could be read of a text; lines with an error are left out of it. */
    static Node.Table read(String source, String text, Problems problems) {
        Node.Origin start = new Node.Origin(source, Place.START);
        if (text.length() > LIMIT) {
            problems.error(start, "the text has " + text.length() + " characters; a manifest may have " + LIMIT);
            return new Node.Table(Map.of(), start);
        }
        try {
            return readBounded(source, text, problems);
        } catch (StackOverflowError nested) {
            problems.error(start, "the text is nested too deeply");
            return new Node.Table(Map.of(), start);
        }
    }

    private static Node.Table readBounded(String source, String text, Problems problems) {
        TomlReader reader = new TomlReader(source, text.startsWith("\uFEFF") ? " " + text.substring(1) : text);
        TreeMap<Integer, TomlParseError> errors = new TreeMap<>();
        TomlParseResult result = Toml.parse(reader.text.text());
        for (int round = 0; addNew(errors, result.errors()) && round < MOST_ROUNDS; round++) {
            result = Toml.parse(reader.without(errors.keySet()));
        }
        errors.forEach((line, error) -> problems.error(reader.syntax(line, error), String.valueOf(error.getMessage())));
        return reader.table(result, new Node.Origin(source, Place.START));
    }

    /** The reader gives up at some errors; with those lines blanked it goes on, and may find more. */
    private static boolean addNew(Map<Integer, TomlParseError> known, List<TomlParseError> found) {
        boolean isNew = false;
        for (TomlParseError error : found) {
            isNew |= known.putIfAbsent(error.position().line(), error) == null;
        }
        return isNew;
    }

    private String without(Iterable<Integer> lines) {
        StringBuilder rest = new StringBuilder(text.text());
        for (int line : lines) {
            boolean isHeader = text.text().startsWith("[", spans.skipSpace(text.start(line)));
            for (int i = text.start(line); i < text.end(line) && !isHeader; i++) {
                rest.setCharAt(i, ' ');
            }
        }
        return rest.toString();
    }

    private Node.Origin syntax(int line, TomlParseError error) {
        int from = Math.min(text.offset(line, error.position().column()), text.end(line));
        return origin(from, Math.max(from, text.end(line)));
    }

    private Node.Table table(TomlTable table, Node.Origin origin) {
        Map<String, Node.Member> members = new LinkedHashMap<>();
        for (String key : table.keySet()) {
            TomlPosition position = table.inputPositionOf(List.of(key));
            Object value = Objects.requireNonNull(table.get(List.of(key)));
            members.put(key, member(value, Objects.requireNonNull(position)));
        }
        return new Node.Table(members, origin);
    }

    private Node.Member member(Object value, TomlPosition position) {
        int start = offset(position);
        Node.Origin key = origin(start, spans.keyEnd(start));
        int from = spans.valueStart(start);
        boolean isHeader = from == start;
        return new Node.Member(key, node(value, isHeader ? key : origin(from, spans.valueEnd(from))));
    }

    private Node node(Object value, Node.Origin origin) {
        return switch (value) {
            case TomlTable table -> table(table, origin);
            case TomlArray array -> new Node.Items(IntStream.range(0, array.size())
                    .mapToObj(i -> node(array.get(i), element(array.inputPositionOf(i)))).toList(), origin);
            default -> new Node.Scalar(value, origin);
        };
    }

    private Node.Origin element(@Nullable TomlPosition position) {
        int from = spans.skipSpace(offset(Objects.requireNonNull(position)));
        boolean isHeader = text.text().startsWith("[[", from) && from == text.start(position.line());
        return origin(from, isHeader ? spans.keyEnd(from) : spans.valueEnd(from));
    }

    private int offset(TomlPosition position) {
        return text.offset(position.line(), position.column());
    }

    private Node.Origin origin(int from, int to) {
        return new Node.Origin(source, text.place(from, Math.max(from, to)));
    }
}
