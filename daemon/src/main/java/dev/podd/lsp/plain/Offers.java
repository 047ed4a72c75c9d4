package dev.podd.lsp.plain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podd.buffer.Document;
import dev.podd.buffer.PositionEncoding;
import dev.podd.buffer.Text;
import dev.podd.change.FileHunks;
import dev.podd.json.Json;
import dev.podd.log.Hunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What there is to offer in a document. */
final class Offers {
    private static final int MOST_LENSES = 100;
    private static final int LONGEST = 60;

    private final Predicate<String> isRunning;
    private final Function<Document, OptionalInt> unsent;

    /**
     * @param isRunning whether something runs that belongs to a document, by its URI
     * @param unsent    where something stands in a chat file that can be said to the turn that runs
     */
    Offers(Predicate<String> isRunning, Function<Document, OptionalInt> unsent) {
        this.isRunning = isRunning;
        this.unsent = unsent;
    }

    /** Above lines. */
    List<Offer> lenses(Document document, Optional<FileHunks> pending) {
        List<Offer> all = new ArrayList<>();
        if (ChatFile.isNamed(document.uri())) {
            all.addAll(chat(document));
        } else {
            if (isRunning.test(document.uri())) {
                all.add(stop(document.uri(), 0));
            }
            pending.ifPresent(changed -> pending(document, changed, all));
            instructions(document, 0, document.text().lines() - 1, all);
        }
        return all;
    }

    /**
     * For lines of a document.
     *
     * @param range       as the editor said it
     * @param diagnostics what language servers say of it, as the editor said it
     * @param pending     changes in the document that wait for the person's decision
     */
    List<Offer> actions(Document document, int firstLine, int lastLine, JsonNode range,
            @Nullable JsonNode diagnostics, Optional<FileHunks> pending) {
        String uri = document.uri();
        if (ChatFile.isNamed(uri)) {
            return chat(document).reversed();
        }
        List<Offer> all = new ArrayList<>();
        if (diagnostics != null && !diagnostics.isEmpty()) {
            ObjectNode fix = in(uri).set("range", range);
            all.add(new Offer("Podd: fix this", Offer.Kind.QUICK_FIX, "podd.fix", fix.set("diagnostics", diagnostics),
                    null));
        }
        instructions(document, firstLine, lastLine, all);
        pending.ifPresent(changed -> pendingIn(document, changed, firstLine, lastLine, all));
        ObjectNode here = in(uri).set("range", range);
        all.add(new Offer("Podd: improve this", Offer.Kind.REWRITE, "podd.rewrite", here, null));
        pending.ifPresent(changed -> all.add(new Offer("Podd: show the file before the changes", Offer.Kind.SOURCE,
                "podd.before", in(uri), null)));
        all.add(new Offer("Podd: explain this", Offer.Kind.SOURCE, "podd.explain", here, null));
        all.add(new Offer("Podd: chat about this", Offer.Kind.SOURCE, "podd.chat", here, null));
        if (isRunning.test(uri)) {
            all.add(stop(uri, null));
        }
        return all;
    }

    private List<Offer> chat(Document document) {
        ChatFile file = new ChatFile(document.text().toString());
        int line = line(document, file.lastHeading());
        if (!isRunning.test(document.uri())) {
            return List
                    .of(send(file.endsInAnswer() ? "Podd: get the rest of the answer" : "Podd: send", document, line));
        }
        List<Offer> all = new ArrayList<>(List.of(stop(document.uri(), line)));
        unsent.apply(document).ifPresent(at -> all.add(send("Podd: send now", document, line(document, at))));
        return all;
    }

    private static Offer send(String title, Document document, int line) {
        return new Offer(title, Offer.Kind.SOURCE, "podd.send", in(document.uri()), line);
    }

    private static int line(Document document, int offset) {
        return document.text().position(offset, PositionEncoding.UTF_16).line();
    }

    /** Above each change, and at the top for all of them. */
    private static void pending(Document document, FileHunks changed, List<Offer> all) {
        if (changed.hunks().size() > 1) {
            whole(document, changed, 0, all);
        }
        changed.hunks().stream().limit(MOST_LENSES / 2)
                .forEach(hunk -> both("this change", ids(List.of(hunk)), hunk.from(), all));
    }

    private static void pendingIn(Document document, FileHunks changed, int firstLine, int lastLine, List<Offer> all) {
        List<Hunk> here = changed.hunks().stream()
                .filter(hunk -> hunk.from() <= lastLine && Math.max(hunk.to(), hunk.from() + 1) > firstLine).toList();
        if (!here.isEmpty()) {
            both(here.size() == 1 ? "this change" : "these " + here.size() + " changes", ids(here), null, all);
        }
        if (changed.hunks().size() > here.size()) {
            whole(document, changed, null, all);
        }
    }

    private static void whole(Document document, FileHunks changed, @Nullable Integer line, List<Offer> all) {
        int count = changed.hunks().size();
        both(count == 1 ? "the change of the file" : "all " + count + " changes of the file", in(document.uri()), line,
                all);
    }

    private static void both(String what, ObjectNode which, @Nullable Integer line, List<Offer> all) {
        all.add(new Offer("Podd: keep " + what, Offer.Kind.QUICK_FIX, "podd.keep", which, line));
        all.add(new Offer("Podd: undo " + what, Offer.Kind.QUICK_FIX, "podd.undo", which, line));
    }

    private static ObjectNode ids(List<Hunk> hunks) {
        ObjectNode ids = Json.object();
        hunks.forEach(hunk -> ids.withArray("hunks").add(hunk.hunk()));
        return ids;
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
