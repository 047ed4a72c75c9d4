/** Finds what looks like a secret in text, and hides it: keys, tokens, private keys. */
@NullMarked
package dev.podd.redaction;

import org.jspecify.annotations.NullMarked;
