package dev.podd.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A golden conversation: what an editor says and what the daemon answers, with what it needs to happen.
 *
 * @param name    of its file
 * @param shows   the sentences at its head
 */
public record Transcript(String name, String shows, List<Line> lines) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Transcript {
        lines = List.copyOf(lines);
    }

    /** One line of it; {@code number} is that of the file. */
    public sealed interface Line {
        int number();

        /** The editor sends a message. */
        record Editor(int number, ObjectNode frame) implements Line {}

        /** The editor sends these very bytes. */
        record Raw(int number, String bytes) implements Line {}

        /** The daemon sends these messages, in any order when there are several. */
        record Daemon(int number, List<ObjectNode> frames) implements Line {
            public Daemon {
                frames = List.copyOf(frames);
            }
        }

        /** The editor ends the stream, or the daemon does. */
        record End(int number) implements Line {}

        /** Whatever a word means to those who replay it: {@code file} for a file, {@code model} for what a model does. */
        record Given(int number, String word, String rest) implements Line {}
    }

    /** All transcripts of a folder, by name. */
    public static List<Transcript> all(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".txt")).sorted().map(Transcript::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All messages, of both sides. */
    public List<ObjectNode> frames() {
        List<ObjectNode> frames = new ArrayList<>();
        for (Line line : lines) {
            switch (line) {
                case Line.Editor editor -> frames.add(editor.frame());
                case Line.Daemon daemon -> frames.addAll(daemon.frames());
                case Line.Raw raw -> {}
                case Line.End end -> {}
                case Line.Given given -> {}
            }
        }
        return frames;
    }

    @Override
    public String toString() {
        return name;
    }

    private static Transcript read(Path file) {
        try {
            String text = Files.readString(file);
            int head = text.indexOf("\n\n");
            int from = (int) text.substring(0, head).lines().count() + 2;
            return new Transcript(String.valueOf(file.getFileName()), text.substring(0, head),
                    lines(text.substring(head + 2), from, file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static List<Line> lines(String body, int from, Path file) {
        List<Line> lines = new ArrayList<>();
        List<ObjectNode> block = null;
        int number = from;
        for (String text : body.lines().toList()) {
            String[] words = text.strip().split("\\s+", 2);
            String rest = words.length > 1 ? words[1] : "";
            switch (words[0]) {
                case "", "#" -> {}
                case "any-order" -> block = new ArrayList<>();
                case "end" -> {
                    lines.add(block == null ? new Line.End(number) : new Line.Daemon(number, block));
                    block = null;
                }
                case "editor" -> lines.add(rest.startsWith(">") ? new Line.Editor(number, frame(rest, file, number))
                        : new Line.Raw(number, raw(rest, file, number)));
                case "daemon" -> {
                    ObjectNode frame = frame(rest, file, number);
                    if (block == null) {
                        lines.add(new Line.Daemon(number, List.of(frame)));
                    } else {
                        block.add(frame);
                    }
                }
                default -> lines.add(new Line.Given(number, words[0], rest));
            }
            number++;
        }
        return lines;
    }

    private static ObjectNode frame(String rest, Path file, int number) {
        return (ObjectNode) json(rest, file, number);
    }

    private static String raw(String rest, Path file, int number) {
        return json(rest, file, number).textValue();
    }

    private static JsonNode json(String rest, Path file, int number) {
        try {
            return JSON.readTree(rest.substring(1));
        } catch (JsonProcessingException | IndexOutOfBoundsException e) {
            throw new SpecException(file + ":" + number + ": \"> {…}\", \"< {…}\" or \"! \\\"…\\\"\" is due, found "
                    + rest + ": " + e.getMessage());
        }
    }
}
