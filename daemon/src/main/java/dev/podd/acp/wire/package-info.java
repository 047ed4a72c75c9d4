/** Records that mirror the Agent Client Protocol, version 1, as far as Podd reads or writes it. */
@NullMarked
package dev.podd.acp.wire;

import org.jspecify.annotations.NullMarked;
