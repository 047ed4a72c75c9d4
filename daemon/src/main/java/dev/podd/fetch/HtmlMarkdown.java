package dev.podd.fetch;

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
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/**
 * A page's elements as Markdown, which commonmark writes. Scripts, forms and pictures of no words are left out. For one
 * page, on one thread.
 */
final class HtmlMarkdown {
    private static final Set<
            String> LEFT_OUT = Set.of("script", "style", "noscript", "template", "svg", "head", "iframe",
                    "object", "canvas", "button", "select", "input", "textarea", "audio", "video", "dialog");
    private static final Set<String> BLOCKS = Set.of("address", "article", "aside", "blockquote", "body", "center",
            "dd",
            "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
            "h5",
            "h6", "header", "hgroup", "hr", "html", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section",
            "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul");

    private final MarkdownRoom room = new MarkdownRoom();

    private HtmlMarkdown() {}

    /**
     * Markdown of a page.
     *
     * @param isCut whether something was left out since the page, or its Markdown, is too large
     */
    record Converted(String text, boolean isCut) {}

    static Converted of(HtmlPage page) throws InterruptedException {
        HtmlMarkdown markdown = new HtmlMarkdown();
        MarkdownRoom written = new MarkdownRoom();
        MarkdownRenderer.builder().extensions(List.of(TablesExtension.create())).build()
                .render(markdown.document(page.document()), written);
        return new Converted(written.toString(), page.isCut() || markdown.room.isFull() || written.isFull());
    }

    private Document document(org.jsoup.nodes.Document page) throws InterruptedException {
        Document document = new Document();
        if (page.selectFirst("h1") == null && !page.title().isBlank()) {
            Heading title = new Heading();
            title.setLevel(1);
            new InlineMarkdown(title, room).text(page.title());
            document.appendChild(title);
        }
        blocks(page.body(), document);
        return document;
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
    private void blocks(Element parent, Node target) throws InterruptedException {
        blocks(parent.childNodes(), target);
    }

    private void blocks(List<org.jsoup.nodes.Node> nodes, Node target) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        InlineMarkdown words = null;
        for (org.jsoup.nodes.Node node : nodes) {
            if (node instanceof Element element && isLeftOut(element)) {
                continue;
            }
            if (isBlock(node)) {
                words = null;
                block((Element) node, target);
            } else if (words != null || !isBlank(node)) {
                words = words == null ? new InlineMarkdown(appended(target, new Paragraph()), room) : words;
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

    private void block(Element element, Node target) throws InterruptedException {
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

    private void heading(Element element, Node target) {
        if (element.hasText()) {
            Heading heading = appended(target, new Heading());
            heading.setLevel(element.normalName().charAt(1) - '0');
            new InlineMarkdown(heading, room).children(element);
        }
    }

    private void code(Element element, Node target) {
        FencedCodeBlock code = appended(target, new FencedCodeBlock());
        String literal = room.fitting(element.wholeText());
        code.setLiteral(literal.endsWith("\n") ? literal : literal + "\n");
        Element named = element.selectFirst("[class*=language-]");
        if (named != null) {
            named.classNames().stream().filter(name -> name.matches("language-[A-Za-z0-9+#_-]+")).findFirst()
                    .ifPresent(name -> code.setInfo(name.substring("language-".length())));
        }
    }

    private void list(Element element, ListBlock list) throws InterruptedException {
        list.setTight(element.select("p, pre, blockquote, table").isEmpty());
        for (Element child : element.children()) {
            if (!isLeftOut(child)) {
                ListItem item = appended(list, new ListItem());
                blocks(child.normalName().equals("li") ? child.childNodes() : List.of(child), item);
            }
        }
        if (list.getFirstChild() == null) {
            list.unlink();
        }
    }

    /** A table that lays out a page, with blocks in its cells, is read cell by cell. */
    private void table(Element element, Node target) throws InterruptedException {
        boolean isData = element.select("table, ul, ol, p + p, pre, h1, h2, h3, h4").size() == 1
                && element.select("tr").size() > 1;
        if (isData) {
            target.appendChild(TableMarkdown.of(element, room));
        } else {
            blocks(element, target);
        }
    }

    private static <T extends Node> T appended(Node target, T node) {
        target.appendChild(node);
        return node;
    }
}
