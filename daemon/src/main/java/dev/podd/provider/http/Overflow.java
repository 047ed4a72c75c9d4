package dev.podd.provider.http;

import dev.podd.provider.wire.ProviderFault;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells whether a refusal means that the conversation is too long. Only two providers have a code for it. */
final class Overflow {
    private static final int CONTENT_TOO_LARGE = 413;
    private static final Pattern CODES = Pattern
            .compile("context_length_exceeded|exceed_context_size|request_too_large");
    private static final Pattern WORDS = Pattern.compile(String.join("|",
            "prompt is too long", "input is too long", "too many tokens", "request too large",
            "exceeds? (the |your |this )?(available |maximum |model'?s? )*context", "exceed context limit",
            "maximum context length", "maximum prompt length", "context (size|length|window) (has been |was )?exceeded",
            "exceeds the context window", "input token count .* exceeds", "token count .* exceeds the limit",
            "greater than the context length", "context length of only", "context the overflows",
            "reduce the length of the (messages|prompt)", "longer than the (model'?s )?context"));

    private Overflow() {}

    static boolean isMeantBy(ProviderFault fault) {
        return switch (fault.status()) {
            case CONTENT_TOO_LARGE -> true;
            case 401, 403, 404 -> false;
            default -> CODES.matcher(fault.code()).find()
                    || WORDS.matcher(fault.text().toLowerCase(Locale.ROOT)).find();
        };
    }
}
