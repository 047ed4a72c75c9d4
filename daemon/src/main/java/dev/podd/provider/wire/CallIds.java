package dev.podd.provider.wire;

import dev.podd.item.Item;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Ids of one answer's tool calls, unique in the conversation: servers count from 0 at every answer, give several calls one
 * id, or give none. An id that no provider would take back because of its length is replaced too.
 */
public final class CallIds {
    private static final int MAX_LENGTH = 64;

    private final Supplier<String> fresh;
    private final Set<String> taken = new HashSet<>();

    /**
     * @param history the conversation that the answer belongs to; the ids of its calls are taken
     * @param fresh   makes an id that is likely to be new
     */
    public CallIds(List<Item> history, Supplier<String> fresh) {
        this.fresh = fresh;
        history.forEach(item -> {
            if (item instanceof Item.ToolCall call) {
                taken.add(call.call());
            }
        });
    }

    /** {@code offered}, or a fresh id where that is empty, taken or too long; the result is taken from now on. */
    String unique(String offered) {
        String id = offered;
        while (id.isBlank() || id.length() > MAX_LENGTH || !taken.add(id)) {
            id = fresh.get();
        }
        return id;
    }
}
