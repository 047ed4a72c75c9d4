/** Keys of providers in the keychain of the person's system. */
@NullMarked
package dev.podd.keychain;

import org.jspecify.annotations.NullMarked;
