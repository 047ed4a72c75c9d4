package dev.podd.tool.builtin;

import dev.podd.search.LineSearch;
import dev.podd.workspace.FoundFile;
import dev.podd.workspace.TextFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Searches files, one after the other, each in one block unless it is very large. One a thread. */
final class FileSearch {
    private static final int FIRST_BLOCK = 1 << 16;
    /** A larger file is read in pieces; then no context reaches from one piece into the next. */
    private static final int MAX_BLOCK = 1 << 23;
    /** Most that is no text shows it at once; where a match is found, more is looked at. */
    private static final int GLANCE = 512;
    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final GrepTool.Query query;
    private final LineSearch search;
    private byte[] block = new byte[FIRST_BLOCK];

    FileSearch(GrepTool.Query query) {
        this.query = query;
        this.search = new LineSearch(query.pattern(), () -> Thread.currentThread().isInterrupted());
    }

    FileMatches search(FoundFile file) throws IOException {
        if (file.size() >= block.length && block.length < MAX_BLOCK) {
            block = new byte[(int) Math.min(MAX_BLOCK, Math.max(file.size() + 1, 2L * block.length))];
        }
        try (FoundFile.Content content = file.open()) {
            int length = content.read(block, 0);
            boolean isWhole = length < block.length;
            if (TextFile.isBinary(block, isWhole ? Math.min(length, GLANCE) : length)) {
                return FileMatches.NONE;
            }
            Found found = new Found();
            boolean isUtf16 = length > 1 && (block[0] & 0xFF) + (block[1] & 0xFF) == 0xFF + 0xFE;
            if (isUtf16) {
                byte[] text = TextFile.of(Arrays.copyOf(block, length)).map(TextFile::text).orElse("")
                        .getBytes(StandardCharsets.UTF_8);
                found.in(text, text.length);
            } else {
                blocks(content, length, found);
            }
            boolean isBinary = isWhole && found.count > 0 && TextFile.isBinary(block, length);
            return isBinary ? FileMatches.NONE : found.matches();
        }
    }

    private void blocks(FoundFile.Content content, int first, Found found) throws IOException {
        int length = withoutMark(first);
        while (length > 0) {
            boolean isLast = length < block.length;
            int end = isLast ? length : endOfLastLine(length);
            found.in(block, end);
            if (isLast || found.isEnough()) {
                return;
            }
            found.passed(block, end);
            System.arraycopy(block, end, block, 0, length - end);
            length = length - end + content.read(block, length - end);
            if (TextFile.isBinary(block, length)) {
                return; // what was found before stays
            }
        }
    }

    private int withoutMark(int length) {
        if (length < UTF_8_MARK.length
                || !Arrays.equals(block, 0, UTF_8_MARK.length, UTF_8_MARK, 0, UTF_8_MARK.length)) {
            return length;
        }
        Arrays.fill(block, 0, UTF_8_MARK.length, (byte) ' ');
        System.arraycopy(block, UTF_8_MARK.length, block, 0, length - UTF_8_MARK.length);
        return length - UTF_8_MARK.length;
    }

    /** A line longer than the block is cut in two. */
    private int endOfLastLine(int length) {
        int end = length;
        while (end > 0 && block[end - 1] != '\n') {
            end--;
        }
        return end == 0 ? length : end;
    }

    /** What has been found in a file, block after block. */
    private final class Found {
        private final List<String> lines = new ArrayList<>();
        private int count;
        private int shown;
        private int linesBefore;

        void in(byte[] bytes, int length) {
            LineCounter at = new LineCounter(bytes, linesBefore);
            ContextLines context = new ContextLines(bytes, length, query.context(), lines);
            search.search(bytes, length, (start, end) -> {
                count++;
                if (shown < query.limit()) {
                    shown++;
                    context.hit(at.number(start), start, end);
                }
                return !isEnough();
            });
            context.finish();
        }

        /** Another block follows. */
        void passed(byte[] bytes, int length) {
            linesBefore = new LineCounter(bytes, linesBefore).number(length) - 1;
        }

        /** To know that a file matches, one line is enough. */
        boolean isEnough() {
            return query.output() == GrepTool.Output.FILES && count > 0;
        }

        FileMatches matches() {
            return new FileMatches(count, lines, shown);
        }
    }
}
