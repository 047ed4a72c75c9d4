/** One streamed request to a model over HTTP: time limits, interrupt, faults by kind. */
@NullMarked
package dev.podd.provider.http;

import org.jspecify.annotations.NullMarked;
