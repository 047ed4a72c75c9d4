/** What a conversation is made of. */
@NullMarked
package dev.podd.item;

import org.jspecify.annotations.NullMarked;
