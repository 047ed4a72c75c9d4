package dev.podd.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.ThematicBreak;
import org.commonmark.renderer.markdown.MarkdownRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** HTML as Markdown: jsoup reads it as a browser would, commonmark writes it. Scripts, forms and pictures of no words are left out. */
final class HtmlMarkdown {
    private static final int MAX_DEPTH = 200;
    private static final Set<
            String> LEFT_OUT = Set.of("script", "style", "noscript", "template", "svg", "head", "iframe",
                    "object", "canvas", "button", "select", "input", "textarea", "audio", "video", "dialog");
    private static final Set<String> BLOCKS = Set.of("address", "article", "aside", "blockquote", "body", "center",
            "dd",
            "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
            "h5",
            "h6", "header", "hgroup", "hr", "html", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section",
            "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul");

    private HtmlMarkdown() {}

    /**
     * Converts a document.
     *
     * @param charset as the server says; null to find it out from the document
     * @param url     of the document, against which links are resolved
     */
    static String of(InputStream html, @Nullable Charset charset, String url) throws IOException {
        org.jsoup.nodes.Document page = Jsoup.parse(html, charset == null ? null : charset.name(), url,
                Parser.htmlParser().setMaxDepth(MAX_DEPTH));
        Document document = new Document();
        if (page.selectFirst("h1") == null && !page.title().isBlank()) {
            Heading title = new Heading();
            title.setLevel(1);
            new InlineMarkdown(title).text(page.title());
            document.appendChild(title);
        }
        blocks(page.body(), document);
        return MarkdownRenderer.builder().extensions(List.of(TablesExtension.create())).build().render(document);
    }

    static boolean isLeftOut(Element element) {
        return LEFT_OUT.contains(element.normalName()) || element.hasAttr("hidden")
                || "true".equals(element.attr("aria-hidden"));
    }

    private static boolean isBlock(org.jsoup.nodes.Node node) {
        return node instanceof Element element && (BLOCKS.contains(element.normalName())
                || element.childNodes().stream().anyMatch(HtmlMarkdown::isBlock));
    }

    /** What stands between blocks becomes paragraphs. */
    private static void blocks(Element parent, Node target) {
        InlineMarkdown words = null;
        for (org.jsoup.nodes.Node node : parent.childNodes()) {
            if (node instanceof Element element && isLeftOut(element)) {
                continue;
            }
            if (isBlock(node)) {
                words = null;
                block((Element) node, target);
            } else if (words != null || !isBlank(node)) {
                words = words == null ? new InlineMarkdown(appended(target, new Paragraph())) : words;
                words.node(node);
            }
        }
    }

    private static boolean isBlank(org.jsoup.nodes.Node node) {
        return switch (node) {
            case TextNode text -> text.isBlank();
            case Element element -> !element.hasText() && element.selectFirst("img[alt]") == null;
            default -> true;
        };
    }

    private static void block(Element element, Node target) {
        switch (element.normalName()) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> heading(element, target);
            case "pre" -> code(element, target);
            case "blockquote" -> blocks(element, appended(target, new BlockQuote()));
            case "ul", "menu" -> list(element, appended(target, new BulletList()));
            case "ol" -> list(element, appended(target, new OrderedList()));
            case "hr" -> target.appendChild(new ThematicBreak());
            case "table" -> table(element, target);
            default -> blocks(element, target);
        }
    }

    private static void heading(Element element, Node target) {
        if (element.hasText()) {
            Heading heading = appended(target, new Heading());
            heading.setLevel(element.normalName().charAt(1) - '0');
            new InlineMarkdown(heading).children(element);
        }
    }

    private static void code(Element element, Node target) {
        FencedCodeBlock code = appended(target, new FencedCodeBlock());
        String literal = element.wholeText();
        code.setLiteral(literal.endsWith("\n") ? literal : literal + "\n");
        Element named = element.selectFirst("[class*=language-]");
        if (named != null) {
            named.classNames().stream().filter(name -> name.matches("language-[A-Za-z0-9+#_-]+")).findFirst()
                    .ifPresent(name -> code.setInfo(name.substring("language-".length())));
        }
    }

    private static void list(Element element, ListBlock list) {
        list.setTight(element.select("p, pre, blockquote, table").isEmpty());
        for (Element child : element.children()) {
            if (!isLeftOut(child)) {
                ListItem item = appended(list, new ListItem());
                blocks(child.normalName().equals("li") ? child : new Element("li").appendChild(child.clone()), item);
            }
        }
        if (list.getFirstChild() == null) {
            list.unlink();
        }
    }

    /** A table that lays out a page, with blocks in its cells, is read cell by cell. */
    private static void table(Element element, Node target) {
        boolean isData = element.select("table, ul, ol, p + p, pre, h1, h2, h3, h4").size() == 1
                && element.select("tr").size() > 1;
        if (isData) {
            target.appendChild(TableMarkdown.of(element));
        } else {
            blocks(element, target);
        }
    }

    private static <T extends Node> T appended(Node target, T node) {
        target.appendChild(node);
        return node;
    }
}
