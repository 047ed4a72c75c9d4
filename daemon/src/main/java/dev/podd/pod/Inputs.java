package dev.podd.pod;

import dev.podd.buffer.Position;
import dev.podd.buffer.PositionEncoding;
import dev.podd.buffer.Text;
import dev.podd.item.Item;
import dev.podd.item.Part;
import dev.podd.item.Role;
import dev.podd.item.TextRange;
import dev.podd.sandbox.Secrets;
import dev.podd.thread.PlatformWork;
import dev.podd.workspace.FileUris;
import dev.podd.workspace.TextFile;
import dev.podd.workspace.Workspace;
import dev.podd.workspace.WorkspaceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Turns what the person sends into a message: what a part points to is read now, under the scope, and kept. */
public final class Inputs {
    /** The most characters of an input, the contents of its parts included. */
    private static final int MAX_CHARACTERS = 16 << 20;

    private final Workspace workspace;
    private final PlatformWork threads;
    private final Secrets secrets;
    private final UnaryOperator<String> ids;

    /**
     * @param threads where files are read
     * @param secrets what must not be shown to a model, in whatever file it stands
     * @param ids     makes ids
     */
    public Inputs(Workspace workspace, PlatformWork threads, Secrets secrets, UnaryOperator<String> ids) {
        this.workspace = workspace;
        this.threads = threads;
        this.secrets = secrets;
        this.ids = ids;
    }

    /**
     * A message with the content of its parts.
     *
     * @param encoding of ranges in parts that have no content yet; ranges in the message are in UTF-16
     * @throws PodException.InvalidInput             nothing is said, or more than an input may have
     * @throws dev.podd.workspace.WorkspaceException a part names a file that may not, or cannot, be read
     * @throws dev.podd.thread.WorkStoppedException  the file system does not answer, or the caller was interrupted
     */
    Item.Message message(List<Part> input, PositionEncoding encoding) {
        List<Part> parts = new ArrayList<>();
        long characters = 0;
        for (Part part : input) {
            Part captured = captured(part, encoding);
            characters += length(captured);
            if (characters > MAX_CHARACTERS) {
                throw new PodException.InvalidInput("input[" + parts.size() + "]: with it the input has " + characters
                        + " characters; the limit is " + MAX_CHARACTERS);
            }
            parts.add(captured);
        }
        if (parts.stream().allMatch(part -> part instanceof Part.Text text && text.text().isBlank())) {
            throw new PodException.InvalidInput("input: nothing is said in it");
        }
        return new Item.Message(ids.apply("i"), Role.USER, parts, false);
    }

    /** A text without what must not be shown to a model. */
    String redacted(String text) {
        return secrets.redact(text);
    }

    /** The file itself, if there is one and it may be read. */
    Optional<Path> file(Path path) {
        return threads.get("looking for a file", path.toString(), () -> {
            try {
                return Optional.of(workspace.readable(path.toString())).filter(workspace::isFile);
            } catch (WorkspaceException refused) {
                return Optional.empty();
            }
        });
    }

    private Part captured(Part part, PositionEncoding encoding) {
        return switch (part) {
            case Part.Text text -> text;
            case Part.Image image -> image;
            case Part.File file -> file.content() != null ? file : captured(file, encoding);
            case Part.Selection selection -> {
                if (selection.content() != null) {
                    yield selection;
                }
                Slice slice = Slice.of(text(selection.uri()), selection.range(), encoding);
                yield new Part.Selection(selection.uri(), slice.range(), slice.content());
            }
            case Part.Diagnostics diagnostics -> diagnostics;
        };
    }

    private Part captured(Part.File file, PositionEncoding encoding) {
        String text = text(file.uri());
        TextRange range = file.range();
        if (range == null) {
            return new Part.File(file.uri(), null, text);
        }
        Slice slice = Slice.of(text, range, encoding);
        return new Part.File(file.uri(), slice.range(), slice.content());
    }

    private String text(String uri) {
        String path = FileUris.path(uri).map(Path::toString).orElseThrow(
                () -> new PodException.InvalidInput("input: " + uri + " names no file of this machine"));
        return threads.get("reading an input", path, () -> TextFile.of(workspace.read(workspace.readable(path)))
                .map(TextFile::text).map(secrets::redact).orElse("(not a text file)"));
    }

    private static int length(Part part) {
        return switch (part) {
            case Part.Text text -> text.text().length();
            case Part.File file -> length(file.content());
            case Part.Selection selection -> length(selection.content());
            case Part.Diagnostics diagnostics -> length(diagnostics.content());
            case Part.Image image -> image.data().length();
        };
    }

    private static int length(@Nullable String content) {
        return content == null ? 0 : content.length();
    }

    /** A range of a text in UTF-16, and what stands there; a range that reaches beyond the text ends with it. */
    private record Slice(TextRange range, String content) {
        static Slice of(String text, TextRange range, PositionEncoding encoding) {
            Text whole = Text.of(text);
            int one = whole.offset(new Position(range.startLine(), range.startCharacter()), encoding);
            int other = whole.offset(new Position(range.endLine(), range.endCharacter()), encoding);
            Position start = whole.position(Math.min(one, other), PositionEncoding.UTF_16);
            Position end = whole.position(Math.max(one, other), PositionEncoding.UTF_16);
            return new Slice(new TextRange(start.line(), start.character(), end.line(), end.character()),
                    text.substring(Math.min(one, other), Math.max(one, other)));
        }
    }
}
