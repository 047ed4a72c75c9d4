package dev.podd.jsonrpc;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header lines before one body, as far as they are read. */
final class Header {
    private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";
    /** A name with this at its end is what was left of a body, then a header. */
    private static final Pattern NAME_BEHIND_BODY = Pattern.compile("(?i).*[^-]content-length");
    private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+)\\s*:\\s*(.*?)\\s*");
    private static final Pattern LENGTH_AT_END = Pattern.compile("(?i)content-length\\s*:\\s*(\\d{1,18})\\s*$");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*\"?([^\\s;\"]+)");

    private long length = -1;
    private @Nullable String charset;
    private String problem = "header without Content-Length";
    private boolean empty = true;

    /** Takes the next line; false when it is no header, though a length at its end counts all the same. */
    boolean take(String line) {
        empty = false;
        String clean = line.startsWith(BYTE_ORDER_MARK) ? line.substring(BYTE_ORDER_MARK.length()) : line;
        Matcher field = FIELD.matcher(clean);
        if (field.matches() && !NAME_BEHIND_BODY.matcher(field.group(1)).matches()) {
            takeField(field.group(1).toLowerCase(Locale.ROOT), field.group(2));
            return true;
        }
        problem = "header expected, such as \"Content-Length: 20\"; found \"" + shown(clean) + "\"";
        Matcher atEnd = LENGTH_AT_END.matcher(clean);
        length = atEnd.find() ? Long.parseLong(atEnd.group(1)) : length;
        return false;
    }

    /** Of the body, in bytes; negative when no header told. */
    long length() {
        return length;
    }

    /** What the body is written in, if it is not UTF-8. */
    @Nullable String charset() {
        return charset;
    }

    String problem() {
        return problem;
    }

    boolean isEmpty() {
        return empty;
    }

    private void takeField(String name, String value) {
        if (name.equals("content-length")) {
            boolean number = LENGTH.matcher(value).matches();
            length = number ? Long.parseLong(value) : -1;
            problem = number ? problem : "Content-Length \"" + shown(value) + "\"; a number of bytes is due";
        } else if (name.equals("content-type")) {
            Matcher named = CHARSET.matcher(value);
            charset = named.find() && !named.group(1).toLowerCase(Locale.ROOT).matches("utf-?8") ? named.group(1)
                    : null;
        }
    }

    private static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
