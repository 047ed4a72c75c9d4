// As much of VS Code as the modules need that unit tests look at: build.mjs has it take the place of `vscode` there.
export class LanguageModelTextPart { constructor(readonly value: string) {} }
export class LanguageModelToolCallPart { constructor(readonly callId: string, readonly name: string, readonly input: object) {} }
export class LanguageModelToolResultPart { constructor(readonly callId: string, readonly content: unknown[]) {} }
export class LanguageModelDataPart { constructor(readonly data: Uint8Array, readonly mimeType: string) {} }
export class LanguageModelThinkingPart { constructor(readonly value: string) {} }

export class LanguageModelChatMessage {
  constructor(readonly role: string, readonly content: unknown) {}
  static User(content: unknown) { return new LanguageModelChatMessage('user', content); }
  static Assistant(content: unknown) { return new LanguageModelChatMessage('assistant', content); }
}

export class LanguageModelError extends Error {
  constructor(message?: string, readonly code = '') { super(message); }
  static NotFound(message?: string) { return new LanguageModelError(message, 'NotFound'); }
  static NoPermissions(message?: string) { return new LanguageModelError(message, 'NoPermissions'); }
  static Blocked(message?: string) { return new LanguageModelError(message, 'Blocked'); }
}

export class CancellationTokenSource {
  token = { isCancellationRequested: false };
  cancel() { this.token.isCancellationRequested = true; }
  dispose() {}
}

export const Disposable = { from: (...all: { dispose(): void }[]) => ({ dispose: () => { for (const each of all) each.dispose(); } }) };
export const l10n = { t: (text: string, ...values: unknown[]) => text.replace(/\{(\d)\}/g, (_, at: string) => String(values[Number(at)])) };
export const lm = { models: [] as unknown[], selectChatModels: async () => lm.models };
