package dev.podd.lsp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.podd.item.Part;
import dev.podd.json.Json;
import dev.podd.jsonrpc.JsonText;
import dev.podd.jsonrpc.RpcException;
import dev.podd.lsp.wire.ItemTypes.WirePart;
import dev.podd.lsp.wire.Lsp;
import dev.podd.lsp.wire.PodTypes.WireScopeRule;
import dev.podd.scope.Permission;
import dev.podd.scope.ScopeRule;
import dev.podd.workspace.FileUris;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Translates params into types of the core. What does not fit is refused with the name of its field. */
final class FromWire {
    /** How long an input waits for all its diagnostics: what comes behind it, but for a cancel, waits too. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MAX_SHOWN = 100;
    private static final Pattern IMAGE_TYPE = Pattern.compile("image/[a-z0-9.+-]{1,40}");

    private final Documents documents;
    private final Diagnostics diagnostics;

    FromWire(Documents documents, Diagnostics diagnostics) {
        this.documents = documents;
        this.diagnostics = diagnostics;
    }

    /** Finds out what the editor's language servers say of a document. */
    @FunctionalInterface
    interface Diagnostics {
        /** As text, within so much time; null when the editor cannot be asked. */
        @Nullable String of(String uri, Duration patience) throws InterruptedException;
    }

    /**
     * Parts of a message. What a part points to in an open document is taken from there, unsaved changes included.
     *
     * @throws RpcException a part does not hold; the message names it
     */
    List<Part> parts(List<WirePart> input) throws InterruptedException {
        List<Part> parts = new ArrayList<>();
        long patience = System.nanoTime() + PATIENCE.toNanos();
        for (WirePart part : input) {
            parts.add(part("input[" + parts.size() + "]", part, patience));
        }
        return parts;
    }

    private Part part(String field, WirePart part, long patience) throws InterruptedException {
        return switch (part) {
            case WirePart.Text text -> new Part.Text(text.text());
            case WirePart.File file -> file(field, file);
            case WirePart.Selection selection -> selection(field, selection);
            case WirePart.Diagnostics asked -> new Part.Diagnostics(uri(field, asked.uri()),
                    diagnostics.of(asked.uri(), Duration.ofNanos(patience - System.nanoTime())));
            case WirePart.Image image -> image(field, image);
        };
    }

    private Part file(String field, WirePart.File file) {
        String uri = known(field, uri(field, file.uri()));
        Lsp.Range range = file.range();
        return range == null
                ? new Part.File(uri, null, documents.text(uri).map(Object::toString).orElse(null))
                : new Part.File(uri, documents.fromWire(uri, checked(field, range)),
                        documents.content(uri, range).orElse(null));
    }

    private Part selection(String field, WirePart.Selection selection) {
        String uri = known(field, uri(field, selection.uri()));
        Lsp.Range range = checked(field, selection.range());
        return new Part.Selection(uri, documents.fromWire(uri, range), documents.content(uri, range).orElse(null));
    }

    private static Part image(String field, WirePart.Image image) {
        if (!IMAGE_TYPE.matcher(image.mimeType()).matches()) {
            throw invalid(field + ".mimeType: an image type such as image/png is due, found \""
                    + shown(image.mimeType()) + "\"");
        }
        if (!isBase64(image.data())) {
            throw invalid(field + ".data: an image in Base64 is due, found "
                    + (image.data().isEmpty() ? "nothing" : "\"" + shown(image.data()) + "\""));
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

    private static Lsp.Range checked(String field, Lsp.Range range) {
        List<Long> numbers = List.of(range.start().line(), range.start().character(), range.end().line(),
                range.end().character());
        for (long number : numbers) {
            if (number < 0) {
                throw invalid(field + ".range: positions count from 0, found " + number);
            }
        }
        return range;
    }

    /** Scope rules of a parameter. */
    static List<ScopeRule> rules(String field, @Nullable List<WireScopeRule> rules) {
        List<ScopeRule> known = new ArrayList<>();
        for (WireScopeRule rule : Objects.requireNonNullElse(rules, List.<WireScopeRule>of())) {
            known.add(rule(field + "[" + known.size() + "]", rule));
        }
        return known;
    }

    private static ScopeRule rule(String field, WireScopeRule rule) {
        if ((rule.target() == null) == (rule.name() == null)) {
            throw invalid(field + ": either a target or a name is due");
        }
        return new ScopeRule(rule.target(), Permission.valueOf(rule.permission().name()),
                !Boolean.FALSE.equals(rule.recursive()), rule.name());
    }

    /** A place in the file system, absolute. */
    static Path path(String field, String uri) {
        return FileUris.path(uri).map(Path::normalize).orElseThrow(
                () -> invalid(field + ": a file URI is due, found \"" + shown(uri) + "\""));
    }

    /** A path of this machine, which must be absolute. */
    static Path absolute(String field, String path) {
        try {
            Path absolute = Path.of(path);
            if (absolute.isAbsolute()) {
                return absolute;
            }
        } catch (InvalidPathException e) {
            throw invalid(field + ": " + e.getMessage());
        }
        throw invalid(field + ": an absolute path is due");
    }

    /** Variables of an environment, from an object of strings. */
    static Map<String, String> variables(JsonText environment) {
        Map<String, String> variables = new HashMap<>();
        for (Map.Entry<String, JsonNode> each : Json.read(environment.text()).properties()) {
            if (!each.getValue().isTextual()) {
                throw invalid("environment: " + each.getKey() + ": text is due");
            }
            variables.put(each.getKey(), each.getValue().textValue());
        }
        return variables;
    }

    /** Part of a manifest, as JSON text. */
    static @Nullable String overlay(@Nullable JsonText overlay) {
        if (overlay != null && !overlay.text().startsWith("{")) {
            throw invalid("overlay: an object is due");
        }
        return overlay == null ? null : overlay.text();
    }

    /** A number of at least {@code least}; the default where it is absent. */
    static int count(String field, @Nullable Integer number, int least, int otherwise) {
        if (number != null && number < least) {
            throw invalid(field + ": a number from " + least + " is due, found " + number);
        }
        return number == null ? otherwise : number;
    }

    static RpcException invalid(String message) {
        return new RpcException(RpcException.INVALID_PARAMS, message);
    }

    private static String uri(String field, String uri) {
        path(field + ".uri", uri);
        return uri;
    }

    private String known(String field, String uri) {
        if (documents.isUnknown(uri)) {
            throw invalid(field + ".uri: the text of " + shown(uri) + " is not known, since the editor sent its changes"
                    + " out of order; close and open it, or send the whole text");
        }
        return uri;
    }

    static String shown(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }
}
