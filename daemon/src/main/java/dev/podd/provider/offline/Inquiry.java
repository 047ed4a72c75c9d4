package dev.podd.provider.offline;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers one question in steps: count the terms in all files; look at the best files line by line; read the best
 * passages; answer. A question about the project as a whole is answered from its README. Which step is next shows in the results that are there.
 */
final class Inquiry {
    private static final int FILES = 8;
    private static final int PASSAGES = 5;
    private static final int LINES_BEFORE = 3;
    private static final int LINES_READ = 22;
    private static final Pattern PROJECT = Pattern
            .compile("(?i)\\b(project|repo|repository|code ?base|code|program)\\b");

    private final OfflineExchange exchange;
    private final SearchQuestion question;

    Inquiry(OfflineExchange exchange) {
        this.exchange = exchange;
        SearchQuestion asked = SearchQuestion.of(exchange.question());
        this.question = asked.terms().size() > 1 ? asked : asked.after(SearchQuestion.of(exchange.earlier()));
    }

    NextStep next() {
        if (!exchange.offers("grep")) {
            return new NextStep.Say(OfflineAnswer.withoutGrep());
        }
        if (question.terms().isEmpty()) {
            return PROJECT.matcher(exchange.question()).find() ? overview()
                    : new NextStep.Say(OfflineAnswer.nothingAsked());
        }
        List<OfflineExchange.Done> counts = exchange.done("grep", each -> each.argument("output").equals("count"));
        return counts.isEmpty() ? new NextStep.Ask(counts()) : look(counts);
    }

    /** What the project says of itself: the beginning of the README that is nearest to its root. */
    private NextStep overview() {
        if (!exchange.offers("glob") || !exchange.offers("read")) {
            return new NextStep.Say(OfflineAnswer.nothingAsked());
        }
        List<OfflineExchange.Done> found = exchange.done("glob", each -> true);
        if (found.isEmpty()) {
            return new NextStep.Ask(List.of(NextStep.Call.names("{README,Readme,readme}*")));
        }
        List<OfflineExchange.Done> reads = exchange.done("read", each -> true);
        if (!reads.isEmpty()) {
            return new NextStep.Say(reads.stream().filter(OfflineExchange.Done::isOk)
                    .flatMap(each -> Lines.ofRead(each).stream()).findFirst()
                    .map(OfflineAnswer::overview).orElseGet(OfflineAnswer::nothingAsked));
        }
        return found.stream().filter(OfflineExchange.Done::isOk).flatMap(each -> each.lines().stream())
                .min(Comparator.comparingLong((String path) -> path.chars().filter(each -> each == '/').count())
                        .thenComparing(Comparator.naturalOrder()))
                .<NextStep>map(path -> new NextStep.Ask(List.of(NextStep.Call.read(path, 1, LINES_READ))))
                .orElseGet(() -> new NextStep.Say(OfflineAnswer.nothingAsked()));
    }

    private List<NextStep.Call> counts() {
        List<NextStep.Call> calls = question.terms().stream()
                .map(term -> NextStep.Call.count(term.pattern(), term.ignoresCase()))
                .collect(Collectors.toCollection(ArrayList::new));
        if (exchange.offers("glob")) {
            calls.add(NextStep.Call.names("*{" + question.terms().stream().flatMap(Inquiry::inNames).distinct()
                    .collect(Collectors.joining(",")) + "}*"));
        }
        return calls;
    }

    /** A term as it may stand in the name of a file. */
    private static Stream<String> inNames(Term term) {
        String plain = term.text().replaceAll("[^\\p{L}\\d]", "?");
        String lower = plain.toLowerCase(Locale.ROOT);
        return Stream.of(lower, lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1), plain);
    }

    private NextStep look(List<OfflineExchange.Done> counts) {
        Hits hits = Hits.of(question.terms(), counts);
        if (hits.counts().isEmpty()) {
            return new NextStep.Say(OfflineAnswer.refused(counts.getFirst().result().summary()));
        }
        List<OfflineExchange.Done> seen = exchange.done("grep", each -> each.arguments().has("context"));
        if (seen.isEmpty()) {
            List<String> named = exchange.done("glob", OfflineExchange.Done::isOk).stream()
                    .flatMap(each -> each.lines().stream()).toList();
            List<String> files = new FileRanking(hits).best(named, FILES);
            return files.isEmpty() ? new NextStep.Say(OfflineAnswer.nothingFound(question, hits))
                    : new NextStep.Ask(files.stream().map(path -> NextStep.Call.lines(anyTerm(), path)).toList());
        }
        return read(hits, seen);
    }

    private String anyTerm() {
        return question.terms().stream().map(Term::pattern).collect(Collectors.joining("|"));
    }

    private NextStep read(Hits hits, List<OfflineExchange.Done> seen) {
        List<Passage> stretches = seen.stream().filter(OfflineExchange.Done::isOk)
                .flatMap(each -> Lines.ofGrep(each).stream())
                .toList();
        PassageRanking ranking = new PassageRanking(hits, exchange.question());
        List<Passage> best = ranking.best(stretches, PASSAGES);
        List<OfflineExchange.Done> reads = exchange.done("read", each -> true);
        if (reads.isEmpty() && exchange.offers("read") && !best.isEmpty()) {
            return new NextStep.Ask(best.stream().map(each -> NextStep.Call.read(each.path(),
                    Math.max(1, each.first() - LINES_BEFORE), LINES_READ)).toList());
        }
        List<Passage> whole = reads.stream().filter(OfflineExchange.Done::isOk)
                .flatMap(each -> Lines.ofRead(each).stream())
                .toList();
        List<Passage> shown = ranking.best(whole.isEmpty() ? stretches : whole, PASSAGES).stream()
                .map(each -> rounded(each, whole)).toList();
        return new NextStep.Say(OfflineAnswer.of(question, hits, shown, new FileRanking(hits).best(List.of(), FILES)));
    }

    private static Passage rounded(Passage passage, List<Passage> whole) {
        return whole.stream().filter(passage::isWithin).findFirst().map(passage::rounded).orElse(passage);
    }
}
