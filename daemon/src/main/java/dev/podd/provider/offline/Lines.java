package dev.podd.provider.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads numbered lines back from what grep and read have shown. */
final class Lines {
    private static final Pattern FROM_GREP = Pattern.compile("(\\d+)[:-](.*)");
    private static final Pattern FROM_READ = Pattern.compile("(\\d+)\t(.*)");

    private Lines() {}

    /** The stretches of consecutive lines that a search of one file has shown. */
    static List<Passage> ofGrep(OfflineExchange.Done grep) {
        return stretches(grep.argument("path"), grep.lines(), FROM_GREP);
    }

    static List<Passage> ofRead(OfflineExchange.Done read) {
        return stretches(read.argument("path"), read.lines(), FROM_READ);
    }

    private static List<Passage> stretches(String path, List<String> body, Pattern form) {
        List<Passage> stretches = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        int first = 0;
        for (String each : body) {
            Matcher line = form.matcher(each);
            boolean isHeading = each.equals(path);
            if (line.matches() && !isHeading) {
                int number = Integer.parseInt(line.group(1));
                if (number != first + lines.size()) {
                    add(path, first, lines, stretches);
                    lines = new ArrayList<>();
                    first = number;
                }
                lines.add(line.group(2));
            }
        }
        add(path, first, lines, stretches);
        return stretches;
    }

    private static void add(String path, int first, List<String> lines, List<Passage> to) {
        if (!lines.isEmpty()) {
            to.add(new Passage(path, first, List.copyOf(lines), 0));
        }
    }
}
