/** What agents changed in files and the person has neither kept nor undone: hunks that follow the text. */
@NullMarked
package dev.podd.change;

import org.jspecify.annotations.NullMarked;
