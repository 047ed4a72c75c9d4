package dev.podd.lsp;

import dev.podd.item.Part;
import dev.podd.jsonrpc.JsonText;
import dev.podd.jsonrpc.RpcException;
import dev.podd.lsp.wire.Lsp;
import dev.podd.lsp.wire.WirePart;
import dev.podd.lsp.wire.WireScopeRule;
import dev.podd.scope.Permission;
import dev.podd.scope.ScopeRule;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What editors say, in the words of the core. What does not fit is refused with the name of its field. */
final class FromWire {
    private final Documents documents;

    FromWire(Documents documents) {
        this.documents = documents;
    }

    /** Parts of a message; what they point to in an open document is taken from there, unsaved changes included. */
    List<Part> parts(List<WirePart> parts) {
        return parts.stream().map(this::part).toList();
    }

    private Part part(WirePart part) {
        return switch (part) {
            case WirePart.Text text -> new Part.Text(text.text());
            case WirePart.File file -> file(uri(file.uri()), file.range());
            case WirePart.Selection selection -> new Part.Selection(uri(selection.uri()),
                    documents.fromWire(selection.uri(), selection.range()),
                    documents.content(selection.uri(), selection.range()).orElse(null));
            case WirePart.Diagnostics diagnostics -> new Part.Diagnostics(uri(diagnostics.uri()), null);
            case WirePart.Image image -> new Part.Image(image.mimeType(), image.data());
        };
    }

    private Part file(String uri, Lsp.@Nullable Range range) {
        return range == null
                ? new Part.File(uri, null, documents.text(uri).map(Object::toString).orElse(null))
                : new Part.File(uri, documents.fromWire(uri, range), documents.content(uri, range).orElse(null));
    }

    static List<ScopeRule> rules(@Nullable List<WireScopeRule> rules) {
        return rules == null ? List.of() : rules.stream().map(FromWire::rule).toList();
    }

    private static ScopeRule rule(WireScopeRule rule) {
        if ((rule.target() == null) == (rule.name() == null)) {
            throw invalid("a scope rule has either a target or a name");
        }
        return new ScopeRule(rule.target(), Permission.valueOf(rule.permission().name()),
                !Boolean.FALSE.equals(rule.recursive()), rule.name());
    }

    /** A place in the file system, absolute. */
    static Path path(String field, String uri) {
        try {
            return Path.of(URI.create(uri)).toAbsolutePath().normalize();
        } catch (IllegalArgumentException | FileSystemNotFoundException | SecurityException e) {
            throw invalid(field + ": a file URI is due, found \"" + uri + "\"");
        }
    }

    /** Part of a manifest, as JSON text. */
    static @Nullable String overlay(@Nullable JsonText overlay) {
        if (overlay != null && !overlay.text().startsWith("{")) {
            throw invalid("overlay: an object is due");
        }
        return overlay == null ? null : overlay.text();
    }

    /** A number that may not be negative; without one, what counts instead. */
    static int count(String field, @Nullable Integer number, int otherwise) {
        if (number != null && number < 0) {
            throw invalid(field + ": a number from 0 is due, found " + number);
        }
        return number == null ? otherwise : number;
    }

    static RpcException invalid(String message) {
        return new RpcException(RpcException.INVALID_PARAMS, message);
    }

    private static String uri(String uri) {
        path("uri", uri);
        return uri;
    }
}
