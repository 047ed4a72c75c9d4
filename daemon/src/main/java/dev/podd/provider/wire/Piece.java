package dev.podd.provider.wire;

import dev.podd.item.Item;
import dev.podd.item.Part;
import java.util.ArrayList;
import java.util.List;

/** A message's content as wire formats take it: stretches of text, never blank, and pictures. */
public sealed interface Piece {
    record Text(String text) implements Piece {}

    /** {@code data} is Base64. */
    record Image(String mimeType, String data) implements Piece {
        public Image(Part.Image image) {
            this(image.mimeType(), image.data());
        }

        /** The picture as a URL that holds it. */
        public String url() {
            return "data:" + mimeType + ";base64," + data;
        }
    }

    static List<Piece> of(Item.Message message) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Part part : message.parts()) {
            if (part instanceof Part.Image image) {
                addText(text, pieces);
                pieces.add(new Image(image));
            } else {
                text.append(part.asText());
            }
        }
        addText(text, pieces);
        return pieces;
    }

    /** Whether there is nothing but text. */
    static boolean areText(List<Piece> pieces) {
        return pieces.stream().allMatch(Text.class::isInstance);
    }

    private static void addText(StringBuilder text, List<Piece> pieces) {
        if (!text.toString().isBlank()) {
            pieces.add(new Text(text.toString()));
        }
        text.setLength(0);
    }
}
