package dev.podd.fetch;

import dev.podd.tool.ToolException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import okhttp3.MediaType;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A page as text.
 *
 * @param kind what it was and what it is now: "text/html as Markdown"
 */
record PageText(String text, String kind) {
    private static final Set<String> TEXT_SUBTYPES = Set.of("json", "xml", "javascript", "ecmascript", "x-javascript",
            "yaml", "x-yaml", "toml", "x-sh", "sql", "graphql", "ld+json", "x-ndjson", "x-httpd-php", "rtf");

    private static final ByteString NUL = ByteString.of((byte) 0);
    /** Byte-order marks of UTF-16. */
    private static final ByteString LITTLE_ENDIAN = ByteString.decodeHex("fffe");
    private static final ByteString BIG_ENDIAN = ByteString.decodeHex("feff");

    /** @throws ToolException it is no text; the message says what it is */
    static PageText of(WebPage page) throws InterruptedException {
        MediaType type = page.type();
        String name = type == null ? "content of no type" : type.type() + "/" + type.subtype();
        if (type != null && !isText(type) || holdsNul(page.bytes())) {
            throw new ToolException(
                    page.url() + " is " + name + ", " + (page.isCut() ? "over " : "") + page.bytes().size()
                            + " bytes, and no text; the shell can download it");
        }
        if (isHtml(type, page.bytes())) {
            HtmlMarkdown.Converted html = html(page, charset(type));
            return new PageText(html.text(), name + " as Markdown"
                    + (html.isCut() ? ", the rest of a page too large to convert left out" : ""));
        }
        Charset charset = charset(type);
        return new PageText(plain(page.bytes(), charset == null ? StandardCharsets.UTF_8 : charset),
                name + unknown(type, charset));
    }

    private static boolean isText(MediaType type) {
        String subtype = type.subtype().toLowerCase(Locale.ROOT);
        return type.type().equals("text") || type.type().equals("application")
                && (TEXT_SUBTYPES.contains(subtype) || subtype.endsWith("+json") || subtype.endsWith("+xml")
                        || subtype.endsWith("+yaml") || subtype.equals("xhtml+xml"));
    }

    private static boolean isHtml(@Nullable MediaType type, ByteString bytes) {
        if (type != null) {
            return type.subtype().equals("html") || type.subtype().equals("xhtml+xml");
        }
        String start = bytes.substring(0, Math.min(bytes.size(), 512)).string(StandardCharsets.ISO_8859_1)
                .strip().toLowerCase(Locale.ROOT);
        return start.startsWith("<!doctype html") || start.startsWith("<html");
    }

    private static HtmlMarkdown.Converted html(WebPage page, @Nullable Charset charset) throws InterruptedException {
        try {
            return HtmlMarkdown.of(HtmlPage.of(page.bytes(), charset, page.url().toString()));
        } catch (IOException e) {
            throw new ToolException(page.url() + " cannot be read as HTML: " + e.getMessage());
        }
    }

    /** Null for none, or one that this Java does not know. */
    private static @Nullable Charset charset(@Nullable MediaType type) {
        return type == null ? null : type.charset(null);
    }

    private static String unknown(@Nullable MediaType type, @Nullable Charset charset) {
        String named = type == null ? null : type.parameter("charset");
        return named != null && charset == null ? " in the unknown charset " + named + ", read as UTF-8" : "";
    }

    private static String plain(ByteString bytes, Charset charset) {
        String text = bytes.string(charset);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static boolean holdsNul(ByteString bytes) {
        boolean isWide = bytes.startsWith(LITTLE_ENDIAN) || bytes.startsWith(BIG_ENDIAN);
        return !isWide && bytes.indexOf(NUL) >= 0;
    }
}
