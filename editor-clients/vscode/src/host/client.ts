// The language client that carries everything: VS Code's documents and edits one way, Podd's own methods both ways.
import { BaseLanguageClient, CloseAction, ErrorAction, RevealOutputChannelOn, type LanguageClientOptions, type MessageTransports } from 'vscode-languageclient';
import { l10n, type LogOutputChannel, workspace } from 'vscode';
import { open, type Way } from './transport';

/** A pause after each end of the connection that came too soon after its beginning. */
const pauses = [0, 200, 500, 1_000, 2_000, 5_000];
const settled = 10_000;

/**
 * Reconnects for as long as it is not stopped: documents are sent again by the base class, conversations are opened again by
 * their owners. What it registers is everything that Podd speaks; build.mjs leaves the rest out of the bundle.
 */
export class Client extends BaseLanguageClient {
  #attempt = 0;
  #openedAt = 0;

  constructor(private readonly way: Way, log: LogOutputChannel) {
    super('podd', 'Podd', options(log));
  }

  protected override async createMessageTransports(): Promise<MessageTransports> {
    this.#attempt = Date.now() - this.#openedAt > settled ? 0 : this.#attempt + 1;
    const pause = pauses[Math.min(this.#attempt, pauses.length - 1)]!;
    await new Promise((resolve) => setTimeout(resolve, this.#openedAt === 0 ? 0 : pause));
    const transports = await open(this.way);
    this.#openedAt = Date.now();
    return transports;
  }
}

function options(log: LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: [{ scheme: 'file' }, { scheme: 'untitled' }],
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: () => ({
      pod: {
        workspaceTrusted: workspace.isTrusted,
        client: { approvals: true, changes: true, completions: true, languageQueries: true, questions: true },
      },
    }),
    initializationFailedHandler: (problem) => { log.error(String(problem)); return false; },
    middleware: {
      // The extension's own row above a change says more than the one for editors without an extension.
      provideCodeLenses: async (document, token, next) =>
        (await next(document, token))?.filter(({ command }) => command?.command !== 'podd.keep' && command?.command !== 'podd.undo'),
    },
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => ({ action: CloseAction.Restart, handled: true, message: l10n.t('The connection ended; making a new one.') }),
    },
  };
}
