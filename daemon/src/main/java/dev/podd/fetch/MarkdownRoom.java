package dev.podd.fetch;

/**
 * How much Markdown a page may still become. Its text is at most as long as that, but the base of a page's links, and
 * the marks of quotations within quotations, stand there many times.
 */
final class MarkdownRoom implements Appendable {
    private static final int MAX_CHARS = 4 * 1024 * 1024;
    private final StringBuilder written = new StringBuilder();
    private int left = MAX_CHARS;
    private boolean isFull;

    /** As much of a text as may go in; nothing after one that did not fit. */
    String fitting(String text) {
        int length = isFull ? 0 : Math.min(text.length(), left);
        isFull = isFull || length < text.length();
        left -= length;
        return text.substring(0, length);
    }

    /** Whether a URL goes in, which is none when it is cut. */
    boolean takes(String url) {
        return fitting(url).length() == url.length();
    }

    /** Whether something was left out. */
    boolean isFull() {
        return isFull;
    }

    @Override
    public MarkdownRoom append(CharSequence text) {
        return append(text, 0, text.length());
    }

    @Override
    public MarkdownRoom append(CharSequence text, int from, int to) {
        int length = isFull ? 0 : Math.min(to - from, MAX_CHARS - written.length());
        isFull = isFull || length < to - from;
        written.append(text, from, from + length);
        return this;
    }

    @Override
    public MarkdownRoom append(char each) {
        return append(String.valueOf(each));
    }

    /** What was written. */
    @Override
    public String toString() {
        return written.toString();
    }
}
