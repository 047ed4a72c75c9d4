package dev.podd.lsp.plain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.buffer.Document;
import dev.podd.buffer.PositionEncoding;
import dev.podd.buffer.Text;
import dev.podd.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What there is to offer in a document. */
final class Offers {
    private static final int MOST_LENSES = 100;
    private static final int LONGEST = 60;

    private final Predicate<String> isRunning;

    /** @param isRunning whether something runs that belongs to a document, by its URI */
    Offers(Predicate<String> isRunning) {
        this.isRunning = isRunning;
    }

    /** Above lines. */
    List<Offer> lenses(Document document) {
        List<Offer> all = new ArrayList<>();
        if (ChatFile.isNamed(document.uri())) {
            all.add(chat(document));
        } else {
            if (isRunning.test(document.uri())) {
                all.add(stop(document.uri(), 0));
            }
            instructions(document, 0, document.text().lines() - 1, all);
        }
        return all;
    }

    /**
     * For lines of a document.
     *
     * @param range       as the editor said it
     * @param diagnostics what language servers say of it, as the editor said it
     */
    List<Offer> actions(Document document, int firstLine, int lastLine, JsonNode range,
            @Nullable JsonNode diagnostics) {
        String uri = document.uri();
        if (ChatFile.isNamed(uri)) {
            return List.of(chat(document));
        }
        List<Offer> all = new ArrayList<>();
        if (diagnostics != null && !diagnostics.isEmpty()) {
            ObjectNode fix = in(uri).set("range", range);
            all.add(new Offer("Podd: fix this", Offer.Kind.QUICK_FIX, "podd.fix", fix.set("diagnostics", diagnostics),
                    null));
        }
        instructions(document, firstLine, lastLine, all);
        ObjectNode here = in(uri).set("range", range);
        all.add(new Offer("Podd: improve this", Offer.Kind.REWRITE, "podd.rewrite", here, null));
        all.add(new Offer("Podd: explain this", Offer.Kind.SOURCE, "podd.explain", here, null));
        all.add(new Offer("Podd: chat about this", Offer.Kind.SOURCE, "podd.chat", here, null));
        if (isRunning.test(uri)) {
            all.add(stop(uri, null));
        }
        return all;
    }

    private Offer chat(Document document) {
        ChatFile file = new ChatFile(document.text().toString());
        int line = document.text().position(file.lastHeading(), PositionEncoding.UTF_16).line();
        return isRunning.test(document.uri()) ? stop(document.uri(), line)
                : new Offer("Podd: send", Offer.Kind.SOURCE, "podd.send", in(document.uri()), line);
    }

    private static Offer stop(String uri, @Nullable Integer line) {
        return new Offer("Podd: stop", Offer.Kind.SOURCE, "podd.stop", in(uri), line);
    }

    private static void instructions(Document document, int firstLine, int lastLine, List<Offer> all) {
        Text text = document.text();
        for (int i = Math.max(0, firstLine); i <= Math.min(lastLine, text.lines() - 1) && all.size() < MOST_LENSES;
                i++) {
            int line = i;
            PoddComment.in(text.line(i)).ifPresent(found -> all.add(new Offer("Podd: "
                    + shortened(found.instruction()), Offer.Kind.QUICK_FIX, "podd.do",
                    in(document.uri()).put("line", line), line)));
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0,
                Math.min(LONGEST, text.codePointCount(0, text.length())))) + "…";
    }

    private static ObjectNode in(String uri) {
        return Json.object().put("uri", uri);
    }
}
