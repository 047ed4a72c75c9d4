/** Anthropic's Messages API. */
@NullMarked
package dev.podd.provider.anthropic;

import org.jspecify.annotations.NullMarked;
