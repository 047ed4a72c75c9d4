package dev.podd.pod;

import dev.podd.item.Item;
import dev.podd.item.Part;
import dev.podd.item.Role;
import dev.podd.item.TextRange;
import dev.podd.workspace.TextFile;
import dev.podd.workspace.Workspace;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Turns what the person sends into a message: what a part points to is read now, under the scope, and kept. */
public final class Inputs {
    private final Workspace workspace;
    private final UnaryOperator<String> ids;

    public Inputs(Workspace workspace, UnaryOperator<String> ids) {
        this.workspace = workspace;
        this.ids = ids;
    }

    /** @throws dev.podd.workspace.WorkspaceException a part names a file that may not, or cannot, be read */
    Item.Message message(List<Part> input) {
        return new Item.Message(ids.apply("i"), Role.USER, input.stream().map(this::captured).toList(), false);
    }

    private Part captured(Part part) {
        return switch (part) {
            case Part.Text text -> text;
            case Part.Image image -> image;
            case Part.File file -> file.content() != null ? file
                    : new Part.File(file.uri(), file.range(), content(file.uri(), file.range()));
            case Part.Selection selection -> selection.content() != null ? selection
                    : new Part.Selection(selection.uri(), selection.range(),
                            content(selection.uri(), selection.range()));
            case Part.Diagnostics diagnostics -> diagnostics;
        };
    }

    private String content(String uri, @Nullable TextRange range) {
        String text = text(uri);
        return range == null ? text : slice(text, range);
    }

    private String text(String uri) {
        Path real = workspace.readable(Path.of(URI.create(uri)).toString());
        return TextFile.of(workspace.read(real)).map(TextFile::text).orElse("(not a text file)");
    }

    /** The text of a range; a range that reaches beyond the text ends with it. */
    private static String slice(String text, TextRange range) {
        int start = offset(text, range.startLine(), range.startCharacter());
        int end = offset(text, range.endLine(), range.endCharacter());
        return text.substring(Math.min(start, end), Math.max(start, end));
    }

    private static int offset(String text, int line, int character) {
        int at = 0;
        for (int i = 0; i < line; i++) {
            int end = text.indexOf('\n', at);
            if (end < 0) {
                return text.length();
            }
            at = end + 1;
        }
        int lineEnd = text.indexOf('\n', at);
        return Math.min(at + character, lineEnd < 0 ? text.length() : lineEnd);
    }
}
