/** The protocol as data: read from {@code spec/}, held against frames, transcripts and Java, written as a page. */
@NullMarked
package dev.podd.spec;

import org.jspecify.annotations.NullMarked;
