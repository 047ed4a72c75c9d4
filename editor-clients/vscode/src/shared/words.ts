// Texts in the person's language, for what VS Code's own l10n does not reach: the page, which is given them in its document, and the transcript.
const given = typeof document === 'undefined' ? undefined : document.body.dataset['words'];
let texts: Record<string, unknown> = given ? JSON.parse(given) as Record<string, unknown> : {};

/** Takes the texts of the language that the editor speaks; undefined: as they stand in the code. */
export function speak(bundle: Record<string, unknown> | undefined): void {
  texts = bundle ?? {};
}

/** A text with values in its places, {0} and on. */
export function t(text: string, ...values: (string | number)[]): string {
  const found = texts[text];
  return (typeof found === 'string' ? found : text).replace(/\{(\d+)\}/g, (place, at) => String(values[Number(at)] ?? place));
}
