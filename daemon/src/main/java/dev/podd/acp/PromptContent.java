package dev.podd.acp;

import dev.podd.acp.wire.ContentBlock;
import dev.podd.item.Part;
import dev.podd.item.TextRange;
import dev.podd.pod.Pod;
import dev.podd.workspace.FileUris;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a client prompts, as parts of a message. What does not fit is refused with its place. */
final class PromptContent {
    private static final Pattern IMAGE_TYPE = Pattern.compile("image/[a-z0-9.+-]{1,40}");
    /** Lines of a file, as some clients write them behind its URI; they count from 1. */
    private static final Pattern LINES = Pattern.compile("#L?(\\d{1,9})(?:[-:]L?(\\d{1,9}))?");

    private PromptContent() {}

    /** @throws dev.podd.thread.WorkStoppedException the file system does not answer, or the caller was interrupted */
    static List<Part> parts(List<ContentBlock> prompt, Pod pod) {
        List<Part> parts = new ArrayList<>();
        for (ContentBlock block : prompt) {
            parts.add(part("prompt[" + parts.size() + "]", block, pod));
        }
        return parts;
    }

    private static Part part(String place, ContentBlock block, Pod pod) {
        return switch (block) {
            case ContentBlock.Text text -> new Part.Text(text.text());
            case ContentBlock.Image image -> image(place, image);
            case ContentBlock.ResourceLink link -> link(link, pod);
            case ContentBlock.Resource resource -> embedded(place, resource.resource());
        };
    }

    private static Part image(String place, ContentBlock.Image image) {
        if (!IMAGE_TYPE.matcher(image.mimeType()).matches()) {
            throw AcpErrors.invalid(place + ".mimeType: an image type such as image/png is due");
        }
        if (!isBase64(image.data())) {
            throw AcpErrors.invalid(place + ".data: an image in Base64 is due");
        }
        return new Part.Image(image.mimeType(), image.data());
    }

    private static boolean isBase64(String data) {
        try {
            return Base64.getDecoder().decode(data).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A file with its content; what is none, or may not be read, by its name alone. */
    private static Part link(ContentBlock.ResourceLink link, Pod pod) {
        int fragment = link.uri().indexOf('#');
        String uri = fragment < 0 ? link.uri() : link.uri().substring(0, fragment);
        Optional<Path> file = FileUris.path(uri).flatMap(pod::file);
        return file.isEmpty() ? new Part.Text("[" + link.name() + "](" + link.uri() + ")")
                : new Part.File(FileUris.file(file.get()), fragment < 0 ? null : lines(link.uri().substring(fragment)),
                        null);
    }

    private static @Nullable TextRange lines(String fragment) {
        Matcher lines = LINES.matcher(fragment);
        if (!lines.matches()) {
            return null;
        }
        int first = Integer.parseInt(lines.group(1));
        int last = lines.group(2) == null ? first : Integer.parseInt(lines.group(2));
        return first < 1 || last < first ? null : new TextRange(first - 1, 0, last, 0);
    }

    /** Its text as the client has it, which may not be saved yet. */
    private static Part embedded(String place, ContentBlock.Embedded resource) {
        if (resource.text() == null) {
            throw AcpErrors.invalid(place + ".resource.text: missing; content that is no text is not taken");
        }
        return new Part.File(resource.uri(), null, resource.text());
    }
}
