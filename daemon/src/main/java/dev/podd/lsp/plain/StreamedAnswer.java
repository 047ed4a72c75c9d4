package dev.podd.lsp.plain;

import dev.podd.buffer.Document;
import dev.podd.workspace.DocumentException;
import dev.podd.workspace.TextFile;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer on its way into a chat file that is open in an editor. Text is only added, at the answer's end, wherever that is
 * by then: what the person types stays, and their cursor where it is. While the file is closed, text waits. One thread, but
 * for {@link #end(String)}.
 */
final class StreamedAnswer {
    private final LanguageClient client;
    private final String uri;
    private final String session;
    private final boolean isFollowed;
    /** All of the answer, and how much of it stands in the file. */
    private final StringBuilder all = new StringBuilder();
    private int done;
    /** What the person said meanwhile and the model has heard, as far as it is not known to stand in the file. */
    private final Deque<Heard> heard = new ArrayDeque<>();
    private volatile End end = new End(new TextPlace("", 0), "");
    /** How much of the answer stands in the file with what is on its way. */
    private int triedUpTo;
    private boolean triedEnd;
    /** Whether the answer's end has to be looked for, since the file was opened anew. */
    private boolean isLost;

    /**
     * The answer's end in the text that the editor has told of.
     *
     * @param tried what is on its way there, or was when the file was closed
     */
    private record End(TextPlace place, String tried) {
        TextPlace in(String now) {
            return place.in(now);
        }

        boolean isTriedIn(String now) {
            return !tried.isEmpty() && now.startsWith(tried, in(now).offset());
        }
    }

    /** In {@link #all}: from its beginning on, up to its end. */
    private record Heard(String said, int from, int to) {}

    /** @param isThere whether the file has the beginning of the answer already */
    StreamedAnswer(LanguageClient client, String uri, String session, boolean isThere) {
        this.client = client;
        this.uri = uri;
        this.session = session;
        this.isFollowed = isThere;
        this.isLost = isThere;
    }

    /**
     * Puts the heading of the answer into the file, and the session into its first line.
     *
     * @param said where what is answered ended when it was sent; null for the file's end
     */
    void begin(@Nullable TextPlace said) throws DocumentException, InterruptedException {
        done = 0;
        while (true) {
            Document document = client.document(uri)
                    .orElseThrow(() -> new DocumentException("it was closed in the editor meanwhile"));
            String now = document.text().toString();
            ChatFile file = new ChatFile(now);
            ChatHead head = file.head().withSession(session);
            ChatFile.Begun begun = said == null ? file.begin(head, "") : file.begin(head, said);
            if (client.edit(document, null, begun.edits(),
                    text -> Difference.shows(now, begun.place().text(), text))) {
                end = new End(begun.place(), "");
                return;
            }
        }
    }

    /** More of the answer, which {@link #flush} puts into the file. */
    void add(String more) {
        all.append(more);
    }

    /**
     * What the person said meanwhile, as the next part of the answer; where it stands in the file already, it stays there.
     *
     * @param block with its heading
     */
    void addHeard(String said, String block) {
        heard.add(new Heard(said, all.length(), all.length() + block.length()));
        all.append(block);
    }

    /** Whether the file had the beginning of the answer already. */
    boolean isFollowed() {
        return isFollowed;
    }

    boolean hasMore() {
        return done < all.length();
    }

    /** What was added belongs to an earlier answer. */
    void forget() {
        all.setLength(0);
        heard.clear();
        done = 0;
        isLost = true;
    }

    /**
     * The answer's end in a text of the file: behind what is on its way where that stands there already, though the editor
     * has not said so. The text's end before the answer has begun. On any thread.
     */
    TextPlace end(String now) {
        End known = end;
        if (known.place().text().isEmpty()) {
            return new TextPlace(now, now.length());
        }
        TextPlace here = known.in(now);
        return known.isTriedIn(now) ? new TextPlace(now, here.offset() + known.tried().length()) : here;
    }

    /**
     * Puts into the file what is not there yet.
     *
     * @param isEnd whether that ends the answer, so that the next heading follows
     * @return false when the file is closed
     */
    boolean flush(boolean isEnd) throws DocumentException, InterruptedException {
        return untilDone(document -> put(document, isEnd));
    }

    /** Gives what the person has written behind the answer its heading; false when the file is closed. */
    boolean mark() throws DocumentException, InterruptedException {
        return untilDone(document -> {
            TextPlace here = end.in(document.text().toString());
            Interjection typed = Interjection.in(here.after());
            return typed.text().isEmpty() || replace(document, here, typed.start(), heading(here), false);
        });
    }

    /** One step in an open document. */
    @FunctionalInterface
    private interface Step {
        /** False when it has to be made again. */
        boolean make(Document document) throws DocumentException, InterruptedException;
    }

    private boolean untilDone(Step step) throws DocumentException, InterruptedException {
        while (true) {
            Document document = client.document(uri).orElse(null);
            if (document == null) {
                isLost = true;
                return false;
            }
            try {
                if (step.make(document)) {
                    return true;
                }
            } catch (DocumentException e) {
                if (client.document(uri).isPresent()) {
                    throw e;
                }
            }
        }
    }

    private boolean put(Document document, boolean isEnd) throws DocumentException, InterruptedException {
        String now = document.text().toString();
        ChatFile file = new ChatFile(now);
        if (isLost && end.isTriedIn(now)) {
            end = new End(end(now), "");
            done = triedUpTo;
            isLost = false;
            return done == all.length() && triedEnd == isEnd;
        }
        String lead = "";
        TextPlace here = end.in(now);
        boolean isFound = !isLost || end.place().isFollowedBy(here);
        if (!isFound && !file.endsInAnswer()) {
            begin(null);
            isLost = false;
            return false;
        }
        if (!isFound) {
            ChatFile.Rest rest = file.rest(all.toString());
            done = rest.known();
            lead = rest.lead();
            here = rest.place();
        }
        isLost = false;
        heard.removeIf(each -> each.to() <= done);
        Heard next = heard.peek();
        if (next != null && next.from() <= done) {
            return putHeard(document, here, next) && !isEnd && done == all.length();
        }
        int upTo = next == null ? all.length() : next.from();
        String words = file.ended(lead + all.substring(done, upTo));
        boolean isLast = isEnd && next == null;
        int over = 0;
        if (isLast) {
            TextPlace last = here.with(words);
            Interjection unheard = Interjection.in(last.after());
            over = unheard.hasHeading() ? unheard.start() : 0;
            words += file.end(new TextPlace(last.before() + last.after().substring(over), last.offset()));
        }
        triedUpTo = upTo;
        triedEnd = isLast;
        if (!replace(document, here, over, words, true)) {
            return false;
        }
        done = upTo;
        return next == null;
    }

    /** What was heard stands behind the answer if it was said here; then the answer goes on behind it. */
    private boolean putHeard(Document document, TextPlace here, Heard next)
            throws DocumentException, InterruptedException {
        Interjection typed = Interjection.in(here.after());
        int said = typed.endOf(next.said(), here.after());
        String heading = heading(here);
        triedUpTo = next.to();
        triedEnd = false;
        if (said < 0) {
            String block = all.substring(next.from(), next.to()).stripLeading().substring(Interjection.YOU.length());
            if (!replace(document, here, 0, heading + new ChatFile(here.text()).ended(block.stripLeading()), true)) {
                return false;
            }
        } else if (replace(document, here, typed.start(), heading, false)) {
            TextPlace before = end.place();
            end = new End(new TextPlace(before.text(), before.offset() + heading.length() + said - typed.start()), "");
        } else {
            return false;
        }
        done = next.to();
        return true;
    }

    private String heading(TextPlace here) {
        return new ChatFile(here.text()).ended(ChatFile.gap(here.before()) + Interjection.YOU + "\n\n");
    }

    /**
     * Replaces what stands behind a place, which is then the answer's end.
     *
     * @param length of what is replaced
     * @param moves  whether the answer's end comes behind the new text
     */
    private boolean replace(Document document, TextPlace here, int length, String words, boolean moves)
            throws DocumentException, InterruptedException {
        String before = here.text();
        if (before.startsWith(words, here.offset()) && words.length() == length) {
            end = new End(moves ? new TextPlace(before, here.offset() + length) : here, end.tried());
            return true;
        }
        int from = here.offset();
        String after = here.before() + words + before.substring(from + length);
        end = new End(here, moves ? words : "");
        if (!client.edit(document, null, List.of(new TextFile.Edit(from, from + length, words)),
                text -> Difference.shows(before, after, text))) {
            return false;
        }
        end = new End(new TextPlace(after, moves ? from + words.length() : from), "");
        return true;
    }
}
