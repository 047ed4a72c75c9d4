/** What the page may load: the extension's files, and pictures that are in it. No inline code or style, no other host. */
export function policy(source: string, nonce: string): string {
  return `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${source}; font-src ${source}; img-src ${source} data:`;
}
