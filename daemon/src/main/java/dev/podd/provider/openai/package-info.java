/** OpenAI's Responses API, without state on its side. */
@NullMarked
package dev.podd.provider.openai;

import org.jspecify.annotations.NullMarked;
