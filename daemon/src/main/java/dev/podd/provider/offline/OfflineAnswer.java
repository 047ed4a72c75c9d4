package dev.podd.provider.offline;

import java.util.List;
import java.util.stream.Collectors;

/** The words of an answer. Each says first that no language model wrote it. */
final class OfflineAnswer {
    private static final String LABEL = "*Offline: no language model answered.* ";
    private static final String HOW = "For answers that think, name a model under `[provider]` in a manifest, or set"
            + " the key variable of a provider.";

    private OfflineAnswer() {}

    static String of(SearchQuestion question, Hits hits, List<Passage> passages, List<String> files) {
        if (passages.isEmpty()) {
            return nothingFound(question, hits);
        }
        StringBuilder answer = new StringBuilder(LABEL).append("Podd looked for ").append(question.shown())
                .append(" in ").append(files(hits)).append("; these passages fit best:\n");
        passages.forEach(each -> answer.append(quote(each)));
        String others = files.stream().filter(file -> passages.stream().noneMatch(each -> each.path().equals(file)))
                .map(file -> "`" + file + "`").collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            answer.append("\nMore on it: ").append(others).append(".\n");
        }
        return answer.append('\n').append(HOW).toString();
    }

    static String overview(Passage beginning) {
        return LABEL + "This is what `" + beginning.path() + "` says first:\n" + quote(beginning) + "\n" + HOW;
    }

    static String nothingFound(SearchQuestion question, Hits hits) {
        return LABEL + "Podd looked for " + question.shown() + " in " + files(hits)
                + " and found none of it. " + (hits.unread().isEmpty() ? "" : hits.unread() + ". ")
                + "It can only find words that stand in the files: try a name from the"
                + " source, in the language that it is written in. " + HOW;
    }

    static String nothingAsked() {
        return LABEL + "It can only search this workspace and quote, and there is nothing in the message to search for:"
                + " ask about a name or a subject. " + HOW;
    }

    static String withoutGrep() {
        return LABEL + "It can only search with the tool grep, which this Pod does not have. " + HOW;
    }

    static String refused(String why) {
        return LABEL + "The search was not done: " + why + ". " + HOW;
    }

    private static String files(Hits hits) {
        return hits.searched() == 1 ? "1 file" : hits.searched() + " files";
    }

    private static String quote(Passage passage) {
        String fence = passage.lines().stream().anyMatch(line -> line.contains("```")) ? "````" : "```";
        return "\n`" + passage.path() + ":" + passage.first() + "`\n" + fence + language(passage.path()) + "\n"
                + String.join("\n", passage.lines()) + "\n" + fence + "\n";
    }

    private static String language(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        String end = name.substring(name.lastIndexOf('.') + 1);
        return end.equals(name) || !end.matches("[a-z]{1,5}") ? "" : end.equals("md") ? "markdown" : end;
    }
}
