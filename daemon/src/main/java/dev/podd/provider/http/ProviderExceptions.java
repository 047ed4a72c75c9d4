package dev.podd.provider.http;

import dev.podd.model.ModelException;
import dev.podd.model.ModelException.Kind;
import dev.podd.provider.wire.ProviderFault;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Makes the exception that a turn can act on: its kind, and a message that names provider, status and the provider's own
 * words, bounded, with no key in it. Causes are left out, because a library's exception may repeat what a server sent.
 */
final class ProviderExceptions {
    private static final int LONGEST_MESSAGE = 500;

    private final String provider;
    private final String keySource;
    private final Redaction redaction;

    ProviderExceptions(Endpoint endpoint) {
        this.provider = endpoint.label();
        this.keySource = endpoint.key() == null ? "" : endpoint.key().source();
        this.redaction = new Redaction(endpoint);
    }

    ModelException answered(ProviderFault fault, @Nullable Duration retryAfter) {
        return exception(kind(fault), fault.status(), retryAfter,
                "answered " + fault.status() + ": " + words(fault) + hint(fault));
    }

    ModelException toldInStream(ProviderFault fault) {
        return exception(kind(fault), fault.status(), null, "broke off its answer: " + words(fault));
    }

    ModelException refused(int status, String what) {
        return exception(Kind.REFUSED, status, null, what);
    }

    ModelException unreachable(String what) {
        return exception(Kind.UNREACHABLE, 0, null, what);
    }

    ModelException cut(int status, String what) {
        return exception(Kind.CUT, status, null, what);
    }

    private ModelException exception(Kind kind, int status, @Nullable Duration retryAfter, String what) {
        String message = provider + " " + redaction.clean(what);
        return new ModelException(kind, status, retryAfter, bounded(message), null);
    }

    private static Kind kind(ProviderFault fault) {
        if (Overflow.isMeantBy(fault)) {
            return Kind.CONTEXT_OVERFLOW;
        }
        if (fault.code().equals("insufficient_quota")) {
            return Kind.REFUSED;
        }
        return switch (fault.status()) {
            case 408, 425, 429 -> Kind.BUSY;
            default -> fault.status() >= 500 ? Kind.BUSY : Kind.REFUSED;
        };
    }

    private String hint(ProviderFault fault) {
        return switch (fault.status()) {
            case 401, 403 -> keySource.isEmpty() ? "" : "; the key is the one of " + keySource;
            case 404 -> fault.code().isEmpty() ? "; is base_url right?" : "";
            default -> "";
        };
    }

    private static String words(ProviderFault fault) {
        String text = fault.text().isBlank() ? "(no explanation)" : fault.text().strip();
        return fault.code().isEmpty() ? text : text + " (" + fault.code() + ")";
    }

    private static String bounded(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE - 1) + "…";
    }
}
