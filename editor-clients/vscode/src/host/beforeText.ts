import type { Hunk } from '../protocol';

/** A text without its hunks, which are whole lines in their order. */
export function textBefore(text: string, hunks: readonly Pick<Hunk, 'range' | 'oldText'>[]): string {
  const lines = text.split(/(?<=\n)/);
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  for (const { range, oldText } of [...hunks].reverse()) {
    lines.splice(range.start.line, range.end.line - range.start.line + (range.end.character > 0 ? 1 : 0), oldText.replaceAll('\n', end));
  }
  return lines.join('');
}
