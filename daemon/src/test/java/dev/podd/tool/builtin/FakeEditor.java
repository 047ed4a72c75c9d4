package dev.podd.tool.builtin;

import dev.podd.workspace.DocumentException;
import dev.podd.workspace.OpenDocument;
import dev.podd.workspace.OpenDocuments;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Documents in memory, and a person who types between a tool's look and its edit. */
final class FakeEditor implements OpenDocuments {
    private final Map<Path, String> texts = new LinkedHashMap<>();
    final List<String> labels = new ArrayList<>();
    /** Without changes, and opened before the file was written. */
    final Set<Path> clean = new HashSet<>();
    final List<Path> unknown = new ArrayList<>();
    /** What is typed before an edit arrives, once each. */
    final List<UnaryOperator<String>> typing = new ArrayList<>();
    /** Why no edit is made. */
    @Nullable String refusal;

    void open(Path file, String text) {
        texts.put(file, text);
    }

    @Nullable String text(Path file) {
        return texts.get(file);
    }

    @Override
    public List<OpenDocument> all() {
        return texts.entrySet().stream().<OpenDocument>map(each -> new Shown(each.getKey(), each.getValue())).toList();
    }

    @Override
    public List<Path> unknown() {
        return unknown;
    }

    private final class Shown implements OpenDocument {
        private final Path file;
        private final String text;

        Shown(Path file, String text) {
            this.file = file;
            this.text = text;
        }

        @Override
        public Path file() {
            return file;
        }

        @Override
        public String text() {
            return text;
        }

        @Override
        public Instant typedAt() {
            return Instant.EPOCH;
        }

        @Override
        public boolean counts(Instant written) {
            return !clean.contains(file);
        }

        @Override
        public boolean replace(String label, String wanted) throws DocumentException {
            if (refusal != null) {
                throw new DocumentException(refusal);
            }
            if (!typing.isEmpty()) {
                texts.computeIfPresent(file, (same, now) -> typing.removeFirst().apply(now));
            }
            if (!text.equals(texts.get(file))) {
                return false;
            }
            texts.put(file, wanted);
            labels.add(label);
            return true;
        }
    }
}
