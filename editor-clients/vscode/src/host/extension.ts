// Starts, wires and stops everything. Until the person asks for more, only the connection is made.
import { commands, type Disposable, type ExtensionContext, l10n, languages, Uri, version, window, workspace } from 'vscode';
import { Actions } from './actions';
import { Attention } from './attention';
import { BaseTexts } from './baseTexts';
import { ChangeMarks } from './changeMarks';
import { ChangeReview } from './changeReview';
import { Changes } from './changes';
import { Chat } from './chat';
import { showProblem } from './chatPage';
import { Conversations } from './conversations';
import { Daemon } from './daemon';
import { fileChip, followTerminal, lastCommand, problemsChip } from './mentions';
import { Texts } from './navigate';
import { findProgram } from './program';
import { InlineEdits } from './inlineEdit';
import { answerCompletions } from './languageModels';
import { speak } from '../shared/words';
import { answerQueries } from './queries';
import { Questions } from './questions';
import { selectionOf } from './selection';
import { type Session, Sessions } from './sessions';

/** What tests look at. */
export interface Api {
  daemon: Daemon;
  conversations: Conversations;
  questions: Questions;
  changes: Changes;
  activatedIn: number;
}

export function activate(context: ExtensionContext): Api {
  const began = performance.now();
  speak(l10n.bundle);
  const hasSecondary = atLeast(version, 106);
  void commands.executeCommand('setContext', 'podd.secondarySideBar', hasSecondary);
  const log = window.createOutputChannel('Podd', { log: true });
  const settings = () => workspace.getConfiguration('podd');
  const daemon = new Daemon({
    program: () => findProgram(settings().get('path') ?? '', context.extensionPath),
    shared: settings().get('connection') !== 'standalone',
    workingDirectory: workspace.workspaceFolders?.[0]?.uri.fsPath ?? process.cwd(),
    log: (line) => log.info(line),
  }, log);
  const conversations = new Conversations(daemon, context.workspaceState);
  const questions = new Questions(daemon);
  const texts = new Texts();
  const actions = new Actions(daemon, conversations, questions, texts, (command, ...args) => commands.executeCommand(command, ...args));
  const chat = new Chat(context, actions, conversations, hasSecondary ? 'podd.chat' : 'podd.chatSide');
  actions.onDraft = (text) => void chat.reveal().then((page) => page.post({ type: 'draft', text }));
  const sessions = new Sessions(daemon, conversations, questions, (session) => conversations.all.some((each) => each.session === session && chat.sees(each)));
  const attention = new Attention(daemon, conversations, questions, chat);
  const changes = new Changes(daemon);
  const review = new ChangeReview(changes);
  const inline = new InlineEdits(daemon, conversations);
  conversations.onMade((conversation) => conversation.onTurnDone(() => void changes.refresh()));
  context.subscriptions.push(log, conversations, questions, texts, chat, sessions, attention, changes, review, new BaseTexts(daemon, changes), new ChangeMarks(changes), inline,
    answerQueries(daemon), answerCompletions(daemon), followTerminal(), workspace.onDidGrantWorkspaceTrust(() => trust(daemon)),
    ...register(review.commands()), ...register(inlineCommands(inline)),
    ...register(chatCommands(daemon, conversations, actions, chat, sessions, review, log)), daemon);
  void daemon.start();
  return { daemon, conversations, questions, changes, activatedIn: performance.now() - began };
}

type Commands = Record<string, (...args: never[]) => unknown>;

function chatCommands(daemon: Daemon, conversations: Conversations, actions: Actions, chat: Chat, sessions: Sessions,
  review: ChangeReview, log: { show(): void }): Commands {
  type Node = { session: Session };
  return {
    'podd.focusChat': async () => (await chat.reveal()).post({ type: 'focus' }),
    'podd.newConversation': async () => actions.begin(await chat.reveal()),
    'podd.openInEditor': () => chat.openInEditor(chat.conversation),
    'podd.diffTurn': () => review.showTurn(chat.conversation.session),
    'podd.stopTurn': () => chat.conversation.stop(),
    'podd.compact': () => chat.conversation.compact(),
    'podd.pickModel': async () => actions.pickModel(await chat.reveal()),
    'podd.switchFolder': () => actions.pickFolder(),
    'podd.rewind': async () => actions.rewind(await chat.reveal(), ''),
    'podd.restart': () => daemon.restart(),
    'podd.showLog': () => log.show(),
    'podd.answer': async () => (await chat.reveal()).post({ type: 'focus', on: 'asked' }),
    'podd.addToChat': async (uri?: Uri) => addToChat(chat, uri),
    'podd.addProblems': async () => {
      const editor = window.activeTextEditor;
      if (editor) (await chat.reveal()).post({ type: 'chip', chip: problemsChip(editor.document.uri, languages.getDiagnostics(editor.document.uri).length) });
    },
    'podd.addTerminal': async () => {
      const text = lastCommand();
      if (text) (await chat.reveal()).post({ type: 'chip', chip: { part: { type: 'text', text }, label: l10n.t('Terminal'), detail: text.split('\n')[0]!, icon: 'terminal' } });
      else void window.showInformationMessage(l10n.t('Podd: no command with its output is known; run one in a terminal with shell integration.'));
    },
    'podd.walkthrough.ask': async () => {
      const page = await chat.reveal();
      if (!page.conversation.isEmpty) await actions.begin(page);
      void commands.executeCommand('setContext', 'podd.asked', true);
      await page.conversation.say([{ type: 'text', text: l10n.t('What is this project?') }]);
    },
    'podd.openManifest': () => openManifest(),
    'podd.session.open': async ({ session }: Node) => {
      sessions.read(session.session);
      conversations.show(session.session, session.workspaceFolder, session.title);
      const page = await chat.reveal();
      await page.conversation.open().catch((problem: unknown) => page.conversation.failed(problem));
    },
    'podd.session.openInEditor': ({ session }: Node) => chat.openInEditor(conversations.of(session.session, session.workspaceFolder, session.title)),
    'podd.session.rename': (node: Node) => sessions.rename(node),
    'podd.session.archive': (node: Node) => sessions.archive(node, true),
    'podd.session.unarchive': (node: Node) => sessions.archive(node, false),
    'podd.session.delete': (node: Node) => sessions.remove(node),
    'podd.session.export': (node: Node) => sessions.export(node),
    'podd.sessions.search': (query?: string) => sessions.search(typeof query === 'string' ? query : undefined),
    'podd.sessions.clearSearch': () => sessions.search(''),
    'podd.sessions.archived': () => sessions.archived(true),
    'podd.sessions.current': () => sessions.archived(false),
    'podd.sessions.more': () => sessions.more(),
    'podd.sessions.refresh': () => sessions.refresh(),
  };
}

function inlineCommands(inline: InlineEdits): Commands {
  return {
    'podd.inlineEdit': (instruction?: string) => inline.edit(typeof instruction === 'string' ? instruction : undefined),
    'podd.inlineStop': () => inline.stop(),
  };
}

/** What a command could not do is said once. */
function register(all: Commands): Disposable[] {
  return Object.entries(all).map(([command, run]) => commands.registerCommand(command, async (...args: unknown[]) => {
    try {
      return await (run as (...args: unknown[]) => unknown)(...args);
    } catch (problem) {
      showProblem(problem);
      return undefined;
    }
  }));
}

/** The selection if there is one, else the file. */
async function addToChat(chat: Chat, uri: Uri | undefined): Promise<void> {
  const editor = window.activeTextEditor;
  const selection = uri && editor?.document.uri.toString() !== uri.toString() ? undefined : selectionOf(editor);
  const file = uri ?? editor?.document.uri;
  const page = await chat.reveal();
  if (selection) page.post({ type: 'chip', chip: { part: { type: 'file', uri: selection.uri, range: selection.range }, label: selection.label, icon: 'list-selection' } });
  else if (file) page.post({ type: 'chip', chip: fileChip(file) });
  page.post({ type: 'focus' });
}

async function openManifest(): Promise<void> {
  const home = process.env['PODD_HOME'] ?? `${process.env['XDG_CONFIG_HOME'] ?? `${process.env['HOME'] ?? ''}/.config`}/podd`;
  const uri = Uri.file(`${home}/pod.toml`);
  try {
    await workspace.fs.stat(uri);
  } catch {
    const example = ['[provider]', 'kind = "anthropic"               # or openai, openai-compatible, editor (a model of VS Code\'s, no key)', 'model = "claude-sonnet-4-5"',
      'api_key_env = "ANTHROPIC_API_KEY"', ''].join('\n');
    await workspace.fs.writeFile(uri, Buffer.from(example));
  }
  await window.showTextDocument(uri);
}

function trust(daemon: Daemon): void {
  for (const { uri } of workspace.workspaceFolders ?? []) {
    void daemon.request('pod/trust', { workspaceFolder: uri.toString(), trusted: true }).catch(showProblem);
  }
}

function atLeast(running: string, minor: number): boolean {
  const [major = 0, found = 0] = running.split('.').map(Number);
  return major > 1 || (major === 1 && found >= minor);
}
