package dev.podd.provider.wire;

import dev.podd.model.ModelEvent;
import dev.podd.model.ModelRequest;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How one provider's API is spoken: a request as JSON, its streamed answer as events. Knows no connection and keeps no
 * state between requests, so that the same request always gives the same bytes.
 */
public interface WireFormat {
    /** What follows the base URL, without a slash in front. */
    String path();

    /** The headers that the API asks for; {@code key} is null where none was given. */
    Map<String, String> headers(@Nullable String key);

    /** The whole conversation as a UTF-8 JSON object whose history stands last, only brackets after it. */
    byte[] body(ModelRequest request);

    /** A reader for the one answer to {@code request}. */
    AnswerReader reader(ModelRequest request, Consumer<ModelEvent> listener);
}
