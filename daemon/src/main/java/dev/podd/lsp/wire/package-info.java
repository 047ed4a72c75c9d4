/** Records that mirror the protocol, nothing else. */
@NullMarked
package dev.podd.lsp.wire;

import org.jspecify.annotations.NullMarked;
