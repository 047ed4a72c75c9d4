// What a page asks for that is not about its conversation alone.
import { env, l10n, Uri, window, workspace } from 'vscode';
import type { ApprovalAnswer, QuestionAnswer } from '../protocol';
import type { FromPage } from '../shared/messages';
import { textOf } from '../shared/transcript';
import type { ChatPage, PageServices } from './chatPage';
import { problemText, showProblem } from './chatPage';
import type { Conversation } from './conversation';
import type { Conversations } from './conversations';
import type { Daemon } from './daemon';
import { fileChip, prompts, suggestions } from './mentions';
import { pickModel } from './models';
import { applyToFile, insertAtCursor, open, type Texts } from './navigate';
import type { Questions } from './questions';
import { fork, pickMessage, rewind } from './rewind';

export class Actions implements PageServices {
  constructor(readonly daemon: Daemon, private readonly conversations: Conversations, private readonly questions: Questions,
    private readonly texts: Texts, readonly execute: PageServices['execute']) {}

  folders(): number {
    return workspace.workspaceFolders?.length ?? 0;
  }

  asked(conversation: Conversation) {
    return this.questions.of(conversation.pod?.pod);
  }

  showProblem(problem: unknown): void {
    if (this.daemon.state === 'ready') showProblem(problem);
  }

  async handle(message: FromPage, page: ChatPage): Promise<void> {
    const { conversation } = page;
    switch (message.type) {
      case 'new': await this.begin(page); break;
      case 'pickModel': await this.pickModel(page); break;
      case 'pickFolder': await this.pickFolder(); break;
      case 'sessions': await this.execute('podd.sessions.focus'); break;
      case 'answer':
        this.#answer(conversation, message.call, { option: message.option, ...(message.comment ? { comment: message.comment } : {}) });
        break;
      case 'reply':
        this.#answer(conversation, message.call, { ...(message.options ? { options: message.options } : {}), ...(message.text ? { text: message.text } : {}) });
        break;
      case 'suggest':
        page.post({ type: 'suggestions', id: message.id, chips: await suggestions(message.query, this.daemon, conversation.folder) });
        break;
      case 'prompts': page.post({ type: 'prompts', prompts: await prompts(this.daemon, conversation.folder) }); break;
      case 'drop':
        for (const uri of message.uris) page.post({ type: 'chip', chip: fileChip(Uri.parse(uri)) });
        break;
      case 'code':
        if (message.action === 'copy') await env.clipboard.writeText(message.text);
        else if (message.action === 'insert') await insertAtCursor(message.text);
        else await applyToFile(message.text, message.file, conversation.folder);
        break;
      case 'open': await open(message.target, message.line, conversation.folder); break;
      case 'diff': await this.texts.showDiff(message.title, message.diff); break;
      case 'output': {
        const call = conversation.transcript.blocks.find(({ id }) => id === message.call);
        if (call?.kind === 'tool') await this.texts.show(`${call.name}.txt`, call.body || call.output);
        break;
      }
      case 'fork': await this.fork(conversation, message.item); break;
      case 'rewind': await this.rewind(page, message.item); break;
      case 'showScope': {
        const pod = await conversation.open();
        await this.texts.show('scope.txt', `${l10n.t('What this conversation may touch')}\n\n${pod.scope.summary}\n`);
        break;
      }
      case 'restart': await this.daemon.restart(); break;
      default: throw new Error(`the page sent ${message.type}, which is nobody's`);
    }
  }

  async begin(page: ChatPage | undefined): Promise<void> {
    const next = this.conversations.begin();
    page?.show(next);
    await next.open().catch((problem: unknown) => next.failed(problem));
    page?.post({ type: 'focus' });
  }

  async pickModel(page: ChatPage): Promise<void> {
    await pickModel(this.daemon, page.conversation, async (manifest) => {
      const next = this.conversations.begin(manifest);
      page.show(next);
      await next.open().catch((problem: unknown) => next.failed(problem));
    });
  }

  async pickFolder(): Promise<void> {
    const picked = await window.showWorkspaceFolderPick({ placeHolder: l10n.t('Work in which folder?') });
    if (picked) this.conversations.switchFolder(picked);
  }

  async fork(conversation: Conversation, item: string): Promise<void> {
    const said = conversation.transcript.blocks.find(({ id }) => id === item);
    const made = await fork(this.daemon, conversation, item);
    if (!made) return;
    const next = this.conversations.show(made.session, conversation.folder?.uri.toString() ?? '', conversation.title);
    await next.open();
    if (said?.kind === 'user') this.onDraft(textOf(said.parts));
  }

  #answer({ pod }: Conversation, call: string, answer: ApprovalAnswer | QuestionAnswer): void {
    if (pod) this.questions.answer(pod.pod, call, answer);
  }

  /** What to do with words that go into the input of the page that the person is at. */
  onDraft: (text: string) => void = () => {};

  /** @param item empty: the person chooses */
  async rewind(page: ChatPage, item: string): Promise<void> {
    const { conversation } = page;
    if (conversation.state === 'running') {
      void window.showInformationMessage(l10n.t('Podd is at work: stop it before you go back.'));
      return;
    }
    const block = item ? conversation.transcript.blocks.find(({ id }) => id === item) : await pickMessage(conversation);
    if (block?.kind !== 'user') return;
    try {
      if (await rewind(this.daemon, conversation, block.id)) page.post({ type: 'draft', text: textOf(block.parts) });
    } catch (problem) {
      void window.showErrorMessage(l10n.t('Podd could not go back: {0}', problemText(problem)));
    }
  }
}
