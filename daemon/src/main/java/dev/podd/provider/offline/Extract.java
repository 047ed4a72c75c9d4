package dev.podd.provider.offline;

import com.google.re2j.Pattern;
import dev.podd.item.Item;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A summary made of lines of a conversation that was handed over as text, under the headings that are asked for. Lines are
 * picked by expressions that take linear time, since one may be a pasted file.
 */
final class Extract {
    private static final int PER_HEADING = 12;
    private static final int MAX_LINE = 240;
    private static final Pattern CHANGE = Pattern.compile("^\\[ToolCall\\] (write|edit|shell)\\b");
    private static final Pattern DISCOVERY = Pattern.compile(
            "[\\w-]+/[\\w./-]+|\\b\\w+(Exception|Error)\\b|\\b(error|failed|found|because)\\b");
    private static final Pattern DECISION = Pattern
            .compile("\\b(decid|instead|rather than|chose|must|should)");

    private final List<String> lines;

    private Extract(List<String> lines) {
        this.lines = lines;
    }

    static String of(List<Item> history) {
        String text = history.stream().filter(Item.Message.class::isInstance).map(item -> ((Item.Message) item).text())
                .collect(Collectors.joining("\n"));
        return new Extract(text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList()).summary();
    }

    private String summary() {
        List<String> asked = lines.stream().filter(line -> line.startsWith("[User]")).toList();
        List<String> said = lines.stream().filter(line -> line.startsWith("[Assistant]")).toList();
        return "(Offline: no language model; lines of the conversation, picked by rules.)\n"
                + heading("Original Task", first(asked.isEmpty() ? lines : asked))
                + heading("Completed Work", latest(matching(CHANGE)))
                + heading("Key Discoveries", latest(matching(DISCOVERY)))
                + heading("Decisions", latest(matching(DECISION)))
                + heading("Current State", latest(said.isEmpty() ? lines : said).reversed().stream().limit(3).toList());
    }

    private List<String> matching(Pattern pattern) {
        return lines.stream().filter(line -> pattern.matcher(line).find()).toList();
    }

    private static List<String> first(List<String> lines) {
        return lines.stream().limit(1).toList();
    }

    private static List<String> latest(List<String> lines) {
        Set<String> distinct = new LinkedHashSet<>(lines.reversed());
        List<String> latest = new ArrayList<>(distinct.stream().limit(PER_HEADING).toList());
        return latest.reversed();
    }

    private static String heading(String title, List<String> lines) {
        String body = lines.isEmpty() ? "- (nothing)\n"
                : lines.stream().map(line -> "- " + cut(line) + "\n").collect(Collectors.joining());
        return "\n## " + title + "\n" + body;
    }

    private static String cut(String line) {
        return line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE) + "…";
    }
}
