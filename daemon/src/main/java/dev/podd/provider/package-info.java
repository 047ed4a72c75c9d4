/** Language models over HTTP, and the one that needs none. */
@NullMarked
package dev.podd.provider;

import org.jspecify.annotations.NullMarked;
