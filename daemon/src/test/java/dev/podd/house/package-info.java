/** What holds for the whole house, in code and in every test. */
@NullMarked
package dev.podd.house;

import org.jspecify.annotations.NullMarked;
