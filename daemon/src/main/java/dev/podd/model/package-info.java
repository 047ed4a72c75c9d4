/** What a language model is to us: a request in, events out, stopped by interrupt. */
@NullMarked
package dev.podd.model;

import org.jspecify.annotations.NullMarked;
