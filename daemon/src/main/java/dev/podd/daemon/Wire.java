package dev.podd.daemon;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Messages that a relay writes itself: few and small, so that no library has to be loaded for them. */
final class Wire {
    private static final int INTERNAL_ERROR = -32603;

    private Wire() {}

    /** @param id as JSON text */
    static byte[] request(String id, String method, String params) {
        return bytes("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":" + text(method) + ",\"params\":" + params
                + "}");
    }

    static byte[] notification(String method, String params) {
        return bytes("{\"jsonrpc\":\"2.0\",\"method\":" + text(method) + ",\"params\":" + params + "}");
    }

    static byte[] answer(String id, String result) {
        return bytes("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}");
    }

    static byte[] refusal(String id, String message) {
        return bytes("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":{\"code\":" + INTERNAL_ERROR + ",\"message\":"
                + text(message) + "}}");
    }

    /** @param type LSP's MessageType: 1 error, 2 warning, 3 info */
    static byte[] shown(int type, String message) {
        return notification("window/showMessage", "{\"type\":" + type + ",\"message\":" + text(message) + "}");
    }

    static String object(Map<String, String> strings) {
        StringBuilder object = new StringBuilder("{");
        strings.forEach((name, value) -> object.append(object.length() == 1 ? "" : ",").append(text(name)).append(':')
                .append(text(value)));
        return object.append('}').toString();
    }

    /** A string as JSON text. */
    static String text(String value) {
        StringBuilder text = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char next = value.charAt(i);
            if (next == '"' || next == '\\') {
                text.append('\\').append(next);
            } else if (next < ' ' || Character.isSurrogate(next)) {
                text.append("\\u").append(Integer.toHexString(0x10000 | next), 1, 5);
            } else {
                text.append(next);
            }
        }
        return text.append('"').toString();
    }

    /** What a string says, from its JSON text. */
    static String string(String json) {
        StringBuilder text = new StringBuilder(json.length());
        int at = 1;
        while (at < json.length() - 1) {
            char next = json.charAt(at);
            if (next != '\\') {
                text.append(next);
                at++;
            } else if (json.charAt(at + 1) == 'u') {
                text.append((char) Integer.parseInt(json, at + 2, at + 6, 16));
                at += 6;
            } else {
                text.append(escaped(json.charAt(at + 1)));
                at += 2;
            }
        }
        return text.toString();
    }

    private static char escaped(char name) {
        return switch (name) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> name;
        };
    }

    /** A message with its header. */
    static byte[] framed(byte[] body) {
        byte[] header = ("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] framed = new byte[header.length + body.length];
        System.arraycopy(header, 0, framed, 0, header.length);
        System.arraycopy(body, 0, framed, header.length, body.length);
        return framed;
    }

    /** Sends a message with its header. */
    static void send(SocketChannel target, byte[] body) throws IOException {
        write(target, framed(body));
    }

    /** Sends bytes as they are, all of them. */
    static void write(SocketChannel target, byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            target.write(left);
        }
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
