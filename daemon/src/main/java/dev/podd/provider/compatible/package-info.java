/** The Chat Completions API, as Ollama, vLLM, LM Studio, OpenRouter and many others speak it. */
@NullMarked
package dev.podd.provider.compatible;

import org.jspecify.annotations.NullMarked;
