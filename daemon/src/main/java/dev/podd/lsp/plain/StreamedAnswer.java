package dev.podd.lsp.plain;

import dev.podd.buffer.Document;
import dev.podd.workspace.DocumentException;
import dev.podd.workspace.TextFile;
import java.util.List;

/**
 * An answer on its way into a chat file that is open in an editor. Text is only added, at the answer's end, wherever that is
 * by then: what the person types stays, and their cursor where it is. While the file is closed, text waits. One thread.
 */
final class StreamedAnswer {
    private final LanguageClient client;
    private final String uri;
    private final String session;
    private final boolean isFollowed;
    /** All of the answer, and how much of it stands in the file. */
    private final StringBuilder all = new StringBuilder();
    private int done;
    private TextPlace end = new TextPlace("", 0);
    /** What was to be put at the end when the file was closed, and how much of the answer stands with it. */
    private String tried = "";
    private int triedUpTo;
    /** Whether the answer's end has to be looked for, since the file was opened anew. */
    private boolean isLost;

    /** @param isThere whether the file has the beginning of the answer already */
    StreamedAnswer(LanguageClient client, String uri, String session, boolean isThere) {
        this.client = client;
        this.uri = uri;
        this.session = session;
        this.isFollowed = isThere;
        this.isLost = isThere;
    }

    /** Puts the heading of the answer into the file, and the session into its first line. */
    void begin() throws DocumentException, InterruptedException {
        done = 0;
        while (true) {
            Document document = client.document(uri)
                    .orElseThrow(() -> new DocumentException("it was closed in the editor meanwhile"));
            String now = document.text().toString();
            ChatFile.Begun begun = new ChatFile(now).begin(session, "");
            if (client.edit(document, null, begun.edits(),
                    text -> Difference.shows(now, begun.place().text(), text))) {
                end = begun.place();
                return;
            }
        }
    }

    /** More of the answer, which {@link #flush} puts into the file. */
    void add(String more) {
        all.append(more);
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
        done = 0;
        isLost = true;
    }

    /**
     * Puts into the file what is not there yet.
     *
     * @param isEnd whether that ends the answer, so that the next heading follows
     * @return false when the file is closed
     */
    boolean flush(boolean isEnd) throws DocumentException, InterruptedException {
        while (true) {
            Document document = client.document(uri).orElse(null);
            if (document == null) {
                isLost = true;
                return false;
            }
            try {
                if (put(document, isEnd)) {
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
        if (isLost && !tried.isEmpty() && now.startsWith(tried, end.in(now).offset())) {
            end = end.in(now).with(tried).in(now);
            done = triedUpTo;
            isLost = false;
            return done == all.length();
        }
        if (isLost && !file.endsInAnswer()) {
            begin();
            isLost = false;
            return false;
        }
        String lead = "";
        TextPlace here = end.in(now);
        if (isLost && !end.isFollowedBy(here)) {
            ChatFile.Rest rest = file.rest(all.toString());
            done = rest.known();
            lead = rest.lead();
            here = rest.place();
        }
        String words = file.ended(lead + all.substring(done));
        TextPlace after = here.with(isEnd ? words + file.end(here.with(words)) : words);
        String before = here.text();
        end = here;
        tried = after.text().substring(here.offset(), after.offset());
        triedUpTo = all.length();
        isLost = false;
        if (!tried.isEmpty() && !client.edit(document, null,
                List.of(new TextFile.Edit(here.offset(), here.offset(), tried)),
                text -> Difference.shows(before, after.text(), text))) {
            return false;
        }
        end = after;
        done = triedUpTo;
        tried = "";
        return true;
    }
}
