package dev.podd.fetch;

import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** The words of one block: white space collapses as in a browser, marks stand around words and never around space. */
final class InlineMarkdown {
    private static final int LONGEST_URL = 8_000;
    private final Node block;
    private final MarkdownRoom room;
    private boolean endsWithSpace = true;

    InlineMarkdown(Node block, MarkdownRoom room) {
        this.block = block;
        this.room = room;
    }

    void children(Element element) {
        children(element, block);
    }

    void node(org.jsoup.nodes.Node node) {
        node(node, block);
    }

    void text(String text) {
        text(text, block);
    }

    private void children(Element element, Node target) {
        element.childNodes().forEach(child -> node(child, target));
    }

    private void node(org.jsoup.nodes.Node node, Node target) {
        switch (node) {
            case TextNode text -> text(text.getWholeText(), target);
            case Element element when !HtmlMarkdown.isLeftOut(element) -> element(element, target);
            default -> {
                // comments and what is left out
            }
        }
    }

    private void text(String text, Node target) {
        String words = text.replaceAll("[\\s\\u00a0]+", " ");
        String rest = room.fitting(endsWithSpace ? words.stripLeading() : words);
        if (!rest.isEmpty()) {
            endsWithSpace = rest.endsWith(" ");
            target.appendChild(new Text(rest));
        }
    }

    private void element(Element element, Node target) {
        switch (element.normalName()) {
            case "br" -> {
                target.appendChild(new HardLineBreak());
                endsWithSpace = true;
            }
            case "img" -> image(element, target);
            case "a" -> link(element, target);
            case "code", "kbd", "samp", "tt" -> {
                String text = room.fitting(element.text());
                if (!text.isBlank()) {
                    target.appendChild(new Code(text));
                    endsWithSpace = false;
                }
            }
            case "em", "i" -> marked(element, new Emphasis("*"), target);
            case "strong", "b" -> marked(element, new StrongEmphasis("**"), target);
            default -> children(element, target);
        }
    }

    /** Empty for one that leads to no page, or that is longer than any of use. */
    private static String url(Element element, String attribute) {
        String url = element.attr(attribute).length() > LONGEST_URL ? "" : element.absUrl(attribute);
        return url.startsWith("http://") || url.startsWith("https://") || url.startsWith("mailto:") ? url : "";
    }

    private void image(Element element, Node target) {
        String url = url(element, "src");
        String says = element.attr("alt");
        if (says.isBlank()) {
            return;
        }
        if (url.isEmpty()) {
            text(says, target);
        } else if (room.takes(url)) {
            Image image = new Image(url, null);
            image.appendChild(new Text(room.fitting(says.strip().replaceAll("\\s+", " "))));
            target.appendChild(image);
            endsWithSpace = false;
        }
    }

    private void link(Element element, Node target) {
        String url = url(element, "href");
        boolean isLink = !url.isEmpty() && (element.hasText() || element.selectFirst("img[alt]") != null);
        if (isLink && room.takes(url)) {
            marked(element, new Link(url, null), target);
        } else {
            children(element, target);
        }
    }

    /** Space at its ends stands outside of the mark. */
    private void marked(Element element, Node mark, Node target) {
        String text = element.wholeText();
        boolean isSpaced = !text.isEmpty() && (Character.isWhitespace(text.charAt(0))
                || Character.isWhitespace(text.charAt(text.length() - 1)));
        if (isSpaced && !(mark instanceof Link)) {
            children(element, target);
            return;
        }
        target.appendChild(mark);
        children(element, mark);
        if (mark.getFirstChild() == null) {
            mark.unlink();
        }
    }
}
