package dev.podd.store;

import dev.podd.log.HashChain;
import dev.podd.log.Head;
import dev.podd.state.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The heads of a session's segments, kept apart from its log, so that a log whose end was lost is known by it. One line
 * a segment, all of one length, each written in one piece over the line before and with a check of its own.
 */
record HeadsFile(Path path) {
    private static final int CHECK = 16;
    private static final int TEXT = 10 + 1 + 19 + 1 + 64;
    private static final int LINE = TEXT + 1 + CHECK + 1;

    Heads read() throws IOException {
        String text = Files.exists(path) ? Files.readString(path, StandardCharsets.ISO_8859_1) : "";
        SortedMap<Integer, Head> heads = new TreeMap<>();
        boolean isDamaged = false;
        int end = 0;
        for (int at = 0; at < text.length(); at = end) {
            end = text.indexOf('\n', at) + 1;
            end = end == 0 ? text.length() : end;
            Head head = head(text.substring(at, end));
            if (head != null) {
                heads.put(Integer.parseInt(head.segment()), head);
            }
            isDamaged |= head == null || at != (Integer.parseInt(head.segment()) - 1) * LINE;
        }
        return new Heads(heads, isDamaged);
    }

    /** Writes the file anew with the head of each segment, the first one first. */
    void write(List<Head> heads) throws IOException {
        Path fresh = path.resolveSibling("heads.new");
        try (FileChannel file = PrivateFiles.open(fresh, StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(heads.stream().map(HeadsFile::line).collect(Collectors.joining())
                    .getBytes(StandardCharsets.ISO_8859_1)));
            file.force(true);
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The file, open for writing. */
    static final class Pen implements AutoCloseable {
        private final FileChannel file;
        private boolean isNew;

        private Pen(FileChannel file, boolean isNew) {
            this.file = file;
            this.isNew = isNew;
        }

        /** Writes the head of its segment. The first of a file is on the disk when this returns. */
        void write(Head head) throws IOException {
            long place = (Long.parseLong(head.segment()) - 1) * LINE;
            file.write(ByteBuffer.wrap(line(head).getBytes(StandardCharsets.ISO_8859_1)), place);
            if (isNew) {
                file.force(true);
                isNew = false;
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    Pen pen() throws IOException {
        FileChannel file = PrivateFiles.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        return new Pen(file, file.size() == 0);
    }

    private static String line(Head head) {
        String text = padded(head.segment(), 10) + " " + padded(Long.toString(head.count()), 19) + " " + head.hash();
        return text + " " + check(text) + "\n";
    }

    private static String padded(String number, int length) {
        return "0".repeat(length - number.length()) + number;
    }

    /** Null for a line that was not written so. */
    private static @Nullable Head head(String line) {
        String text = line.substring(0, Math.min(TEXT, line.length()));
        if (!line.equals(text + " " + check(text) + "\n")) {
            return null;
        }
        return new Head(Integer.toString(Integer.parseInt(text, 0, 10, 10)), Long.parseLong(text, 11, 30, 10),
                text.substring(31));
    }

    private static String check(String text) {
        return HashChain.contentHash(text.getBytes(StandardCharsets.ISO_8859_1)).substring(0, CHECK);
    }
}
