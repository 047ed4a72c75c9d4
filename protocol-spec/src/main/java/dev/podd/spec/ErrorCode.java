package dev.podd.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table of errors.
 *
 * @param retry whether trying again may help; null for those of JSON-RPC and LSP, which carry no data
 * @param data  which fields of its data are its own
 */
public record ErrorCode(int code, String name, @Nullable Boolean retry, String when, List<String> data) {
    public ErrorCode {
        data = List.copyOf(data);
    }
}
