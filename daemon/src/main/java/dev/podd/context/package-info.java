/** History in, the view the model gets out: pure, repeatable. */
@NullMarked
package dev.podd.context;

import org.jspecify.annotations.NullMarked;
