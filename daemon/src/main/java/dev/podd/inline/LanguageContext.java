package dev.podd.inline;

import dev.podd.language.CodePlace;
import dev.podd.language.Diagnostic;
import dev.podd.language.LanguageException;
import dev.podd.language.LanguageServers;
import dev.podd.language.Spot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the editor's language servers say of a range, all of it asked at once and waited for a moment only. */
final class LanguageContext {
    private static final Duration PATIENCE = Duration.ofMillis(150);
    private static final int MAX_DIAGNOSTICS = 5;
    private static final int MAX_DEFINITIONS = 3;
    private static final int MAX_LINE = 160;
    private static final Pattern CALL = Pattern.compile("\\b([\\p{L}_][\\p{L}\\p{N}_]*)\\s*\\(");
    private static final List<String> KEYWORDS = List.of("if", "for", "while", "switch", "return", "catch", "function",
            "elif", "match", "def", "fn", "func", "new", "sizeof", "print", "super", "this", "self");

    private final List<String> diagnostics = Collections.synchronizedList(new ArrayList<>());
    private final Map<Integer, CodePlace> definitions = Collections.synchronizedMap(new LinkedHashMap<>());

    private LanguageContext() {}

    /** An interrupt ends the wait. */
    static LanguageContext of(EditTarget target, LanguageServers servers) throws InterruptedException {
        LanguageContext context = new LanguageContext();
        if (!servers.isOffered()) {
            return context;
        }
        List<Thread> asking = new ArrayList<>();
        asking.add(start(() -> context.addDiagnostics(servers.diagnostics(target.file(), PATIENCE), target)));
        Matcher calls = CALL.matcher(target.old());
        List<String> names = new ArrayList<>();
        while (names.size() < MAX_DEFINITIONS && calls.find()) {
            String name = calls.group(1);
            if (!KEYWORDS.contains(name) && !names.contains(name)) {
                names.add(name);
                int offset = target.start() + calls.start(1);
                asking.add(start(() -> servers.definition(new Spot(target.file(), target.text(), offset)).stream()
                        .findFirst().ifPresent(place -> context.definitions.put(offset, place))));
            }
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (Thread thread : asking) {
            thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            thread.interrupt();
        }
        return context;
    }

    @FunctionalInterface
    private interface Question {
        void ask() throws InterruptedException;
    }

    private static Thread start(Question question) {
        return Thread.ofVirtual().name("inline-query").start(() -> {
            try {
                question.ask();
            } catch (LanguageException | InterruptedException unknown) {
                // it is left out
            }
        });
    }

    private void addDiagnostics(List<Diagnostic> all, EditTarget target) {
        all.stream().filter(each -> each.place().line() <= target.lastLine()
                && each.place().endLine() >= target.firstLine()).limit(MAX_DIAGNOSTICS)
                .map(Diagnostic::line).map(LanguageContext::cut).forEach(diagnostics::add);
    }

    /** A line each; empty for none. */
    String diagnostics() {
        synchronized (diagnostics) {
            return String.join("\n", diagnostics);
        }
    }

    /** Where that is defined which the range calls, but what it defines itself. */
    List<CodePlace> definitions(EditTarget target) {
        synchronized (definitions) {
            return definitions.values().stream().filter(place -> place.file() != null
                    && !(place.file().equals(target.file()) && place.line() >= target.firstLine()
                            && place.line() <= target.lastLine()))
                    .distinct().toList();
        }
    }

    static String cut(String line) {
        return line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE) + "…";
    }
}
