/** What all wire formats share: a history cut into messages, an answer put together from its events. */
@NullMarked
package dev.podd.provider.wire;

import org.jspecify.annotations.NullMarked;
