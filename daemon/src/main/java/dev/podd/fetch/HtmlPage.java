package dev.podd.fetch;

import java.io.ByteArrayInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import okio.Buffer;
import okio.ByteString;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a page, with as many nodes as fit into the memory: a byte of HTML can be a hundred of them.
 *
 * @param isCut whether there was more
 */
record HtmlPage(Document document, boolean isCut) {
    private static final int MAX_DEPTH = 200;
    private static final int MAX_ELEMENTS = 50_000;
    /** Of elements, their ends and comments; each may stand between two texts. */
    private static final int MAX_TAGS = 4 * MAX_ELEMENTS;
    /** How far into the bytes a document may name its charset. */
    private static final int HEAD = 5 * 1024;
    private static final int LONGEST_BASE = 2_000;
    private static final Set<String> KEPT = Set.of("href", "src", "alt", "class", "hidden", "aria-hidden");

    /**
     * Reads a page.
     *
     * @param charset as the server says; null to find it out from the document
     * @param url     of the document, against which links are resolved
     */
    static HtmlPage of(ByteString bytes, @Nullable Charset charset, String url)
            throws IOException, InterruptedException {
        FewTags tags = new FewTags(new InputStreamReader(new Buffer().write(bytes).inputStream(),
                charset == null ? charset(bytes, url) : charset));
        try (StreamParser parser = new StreamParser(Parser.htmlParser().setMaxDepth(MAX_DEPTH)).parse(tags, url)) {
            boolean isCut = parse(parser) || tags.isCut;
            Document document = parser.document();
            if (document.baseUri().length() > LONGEST_BASE) {
                document.setBaseUri(url);
            }
            return new HtmlPage(document, isCut);
        }
    }

    private static Charset charset(ByteString bytes, String url) throws IOException {
        byte[] head = bytes.substring(0, Math.min(bytes.size(), HEAD)).toByteArray();
        return Jsoup.parse(new ByteArrayInputStream(head), null, url).charset();
    }

    /** Whether there were too many elements, those counted that the parser adds. */
    private static boolean parse(StreamParser parser) throws InterruptedException {
        int count = 0;
        for (Iterator<Element> elements = parser.iterator(); elements.hasNext(); count++) {
            if (count == MAX_ELEMENTS) {
                return true;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            forgetAttributes(elements.next());
        }
        return false;
    }

    private static void forgetAttributes(Element element) {
        if (element.attributesSize() > 0 && !(element instanceof Document)) {
            List<Attribute> kept = element.attributes().asList().stream()
                    .filter(each -> KEPT.contains(each.getKey())).toList();
            element.clearAttributes();
            kept.forEach(each -> element.attr(each.getKey(), each.getValue()));
        }
    }

    /** A text up to one tag too many, without its byte-order mark. */
    private static final class FewTags extends FilterReader {
        private int left = MAX_TAGS;
        private boolean isBegun;
        private boolean isCut;

        FewTags(Reader all) {
            super(all);
        }

        @Override
        public int read(char[] target, int from, int length) throws IOException {
            if (!isBegun) {
                isBegun = true;
                int first = super.read();
                if (first >= 0 && first != '\uFEFF') {
                    target[from] = (char) first;
                    return upToLast(target, from, 1);
                }
            }
            return isCut ? -1 : upToLast(target, from, super.read(target, from, length));
        }

        private int upToLast(char[] target, int from, int count) {
            for (int at = from; at < from + count; at++) {
                if (target[at] == '<' && left-- == 0) {
                    isCut = true;
                    return at == from ? -1 : at - from;
                }
            }
            return count;
        }
    }
}
