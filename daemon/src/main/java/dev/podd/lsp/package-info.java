/**
 * The editor's door.
 *
 * <p>A request goes from {@link LspDoor}, which lists every method, to one short method of an endpoint, which translates
 * with {@link FromWire}, asks {@link dev.podd.pod.Pods}, and translates back with {@link ToWire}. Wire records and core
 * types never mix outside those two. What fails becomes an error in {@link WireErrors}, the only place that makes any.
 */
@NullMarked
package dev.podd.lsp;

import org.jspecify.annotations.NullMarked;
