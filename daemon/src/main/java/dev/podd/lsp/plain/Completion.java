package dev.podd.lsp.plain;

import dev.podd.buffer.Document;
import dev.podd.buffer.Position;
import dev.podd.buffer.PositionEncoding;
import dev.podd.log.SessionStore.SessionQuery;
import dev.podd.log.SessionStore.SessionSummary;
import dev.podd.pod.PromptOffer;
import dev.podd.workspace.FileUris;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What may stand at a place of a chat file.
 *
 * @param label  what is shown
 * @param detail more, for the person; empty for nothing
 * @param start  offset from which {@code text} replaces what stands there, up to the place
 */
public record Completion(String label, Kind kind, String detail, int start, String text) {
    private static final int MOST = 50;
    private static final Pattern FILE = Pattern.compile("(?:^|[\\s(])(@\"?([^\\s\"]*))$");
    private static final Pattern SESSION = Pattern
            .compile("^(?:/(?:session|transcript)[ \\t]+|<!--[ \\t]*podd:[ \\t]*session[ \\t]+)(\\S*)$");
    private static final Pattern MODEL = Pattern
            .compile("^(?:/model[ \\t]+|<!--[ \\t]*podd:.*\\bmodel[ \\t]+)([^\\s,]*)$");
    private static final Pattern SLASH = Pattern.compile("^(/[\\w.-]*)$");

    /** What it is. */
    public enum Kind {
        FILE, COMMAND, SESSION, MODEL
    }

    static List<Completion> at(LanguageClient client, Document document, int offset) throws InterruptedException {
        Position place = document.text().position(offset, PositionEncoding.UTF_16);
        String before = document.text().substring(document.text().offset(new Position(place.line(), 0),
                PositionEncoding.UTF_16), offset);
        Path folder = client.folder(document.uri());
        Matcher file = FILE.matcher(before);
        if (file.find()) {
            return files(client, folder, file.group(2), offset - file.group(1).length());
        }
        Matcher session = SESSION.matcher(before);
        if (session.find()) {
            return sessions(client, folder, offset - session.group(1).length());
        }
        Matcher model = MODEL.matcher(before);
        if (model.find()) {
            return models(client, folder, offset - model.group(1).length());
        }
        Matcher slash = SLASH.matcher(before);
        return slash.find() ? commands(client, folder, offset - slash.group(1).length()) : List.of();
    }

    private static List<Completion> files(LanguageClient client, Path folder, String query, int start)
            throws InterruptedException {
        List<Completion> all = new ArrayList<>();
        for (String path : client.files(folder, query, MOST)) {
            all.add(new Completion("@" + path, Kind.FILE, "", start,
                    path.chars().anyMatch(Character::isWhitespace) ? "@\"" + path + "\"" : "@" + path));
        }
        return all;
    }

    private static List<Completion> sessions(LanguageClient client, Path folder, int start) {
        return client.pods().sessions().list(new SessionQuery(FileUris.folder(folder), null, MOST, null)).sessions()
                .stream().map(each -> new Completion(SessionSummary.titleOr(each.title()), Kind.SESSION, each.session(),
                        start, each.session()))
                .toList();
    }

    /** Those that can answer first. */
    private static List<Completion> models(LanguageClient client, Path folder, int start) {
        return client.models(folder).stream().sorted(Comparator.comparing(each -> !each.isAvailable()))
                .map(each -> new Completion(each.name(), Kind.MODEL, each.words(), start, each.name())).toList();
    }

    private static String words(PromptOffer prompt) {
        boolean hasBoth = !prompt.usage().isEmpty() && !prompt.description().isEmpty();
        return prompt.usage() + (hasBoth ? " · " : "") + prompt.description();
    }

    private static List<Completion> commands(LanguageClient client, Path folder, int start) {
        return Stream.concat(Arrays.stream(SlashCommand.values()).map(each -> new Completion(each.word(), Kind.COMMAND,
                each.meaning(), start, each.word())),
                client.prompts(folder).stream().map(each -> new Completion(each.command(), Kind.COMMAND, words(each),
                        start, each.command())))
                .toList();
    }
}
