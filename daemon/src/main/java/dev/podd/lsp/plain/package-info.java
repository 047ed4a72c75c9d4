/**
 * What an editor has of a Pod with no plugin: chat files, code actions, lenses, commands.
 *
 * <p>It knows no wire: {@link LanguageClient} is all that it asks of the editor.
 */
@NullMarked
package dev.podd.lsp.plain;

import org.jspecify.annotations.NullMarked;
