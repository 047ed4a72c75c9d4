import type { PodEventParams } from '../protocol';

/** Deltas of one item are one delta, with the number of the last. */
export function joinedDeltas(one: PodEventParams, next: PodEventParams): PodEventParams | undefined {
  const { event } = one;
  const other = next.event;
  if ((event.type === 'textDelta' || event.type === 'reasoningDelta') && other.type === event.type && other.item === event.item) {
    return { ...next, event: { ...other, text: event.text + other.text } };
  }
  if (event.type === 'toolCallOutput' && other.type === 'toolCallOutput' && other.call === event.call) {
    return { ...next, event: { ...other, text: event.text + other.text } };
  }
  return undefined;
}
