// Where the person learns that they are needed when they do not look at the conversation: one notification with the answers,
// the view's badge, the status bar.
import { commands, type Disposable, l10n, StatusBarAlignment, type StatusBarItem, ThemeColor, window, workspace } from 'vscode';
import type { Asked } from '../shared/messages';
import { tokens } from '../shared/numbers';
import type { Chat } from './chat';
import type { Conversations } from './conversations';
import type { Daemon } from './daemon';
import type { Questions } from './questions';

export class Attention implements Disposable {
  readonly #item: StatusBarItem;
  readonly #listening: Disposable[];
  /** Questions that there was a notification for; one that is closed is not shown again. */
  readonly #told = new Set<Asked>();

  constructor(private readonly daemon: Daemon, private readonly conversations: Conversations, private readonly questions: Questions,
    private readonly chat: Chat) {
    this.#item = window.createStatusBarItem('podd.status', StatusBarAlignment.Right, 100);
    this.#item.name = 'Podd';
    this.#item.command = 'podd.focusChat';
    this.#listening = [
      this.#item,
      daemon.onState(() => this.show()),
      conversations.onSwitched(() => this.show()),
      conversations.onMade((conversation) => {
        conversation.onTold((events) => { if (events.some(({ event }) => ['turnStarted', 'turnDone', 'usage'].includes(event.type))) this.show(); });
        conversation.onChanged(() => this.show());
      }),
      questions.onChanged(() => {
        this.show();
        chat.refreshAsked();
        this.#notifyAll();
      }),
      chat.onSeen(() => this.#notifyAll()),
      window.onDidChangeWindowState(() => this.#notifyAll()),
    ];
    this.show();
    this.#item.show();
  }

  show(): void {
    const { count } = this.questions;
    const conversation = this.conversations.current;
    this.chat.badge(count, count === 1 ? l10n.t('Podd asks you something') : l10n.t('Podd asks you {0} things', count));
    this.#item.backgroundColor = count > 0 ? new ThemeColor('statusBarItem.warningBackground')
      : this.daemon.state === 'failed' ? new ThemeColor('statusBarItem.errorBackground') : undefined;
    const used = conversation.transcript.tokens;
    const running = this.conversations.all.some((each) => each.state === 'running');
    const [icon, said] = count > 0 ? ['bell-dot', l10n.t('Podd needs you')] : this.daemon.state === 'failed' ? ['error', this.daemon.problem]
      : this.daemon.state !== 'ready' ? ['sync~spin', l10n.t('Podd is being connected')] : running ? ['loading~spin', l10n.t('Podd is working')] : ['comment-discussion', 'Podd'];
    this.#item.text = `$(${icon}) Podd`;
    this.#item.tooltip = [said, conversation.title, !used ? '' : used.window ? l10n.t('{0} of {1} tokens', tokens(used.used), tokens(used.window)) : l10n.t('{0} tokens', tokens(used.used))]
      .filter(Boolean).join('\n');
    this.#item.accessibilityInformation = { label: said, role: 'button' };
  }

  dispose(): void {
    for (const each of this.#listening) each.dispose();
  }

  #notifyAll(): void {
    for (const { pod, asked } of this.questions.all) void this.#notify(pod, asked);
    const open = new Set(this.questions.all.map(({ asked }) => asked));
    for (const each of this.#told) if (!open.has(each)) this.#told.delete(each);
  }

  /** With the view hidden or the window in the back; the conversation itself shows the question anyway. */
  async #notify(pod: string, asked: Asked): Promise<void> {
    const conversation = this.conversations.all.find((each) => each.pod?.pod === pod);
    if (!workspace.getConfiguration('podd').get('notifications') || this.#told.has(asked)) return;
    if (conversation && window.state.focused && this.chat.sees(conversation)) return;
    this.#told.add(asked);
    // A notification cuts what its buttons say: what grants more than this once is in the conversation, with room for the words.
    const show = l10n.t('Show');
    if (asked.type === 'question') {
      const labels = asked.multiple ? [] : fitting(asked.options.map(({ label }) => label));
      const picked = await this.#until(asked, window.showInformationMessage(l10n.t('Podd asks: {0}', asked.question).slice(0, 400), ...labels, show));
      const option = asked.options.find(({ label }) => label === picked);
      if (option) this.questions.answer(pod, asked.call, { options: [option.option] });
      else if (picked === show) await this.#reveal();
      return;
    }
    const what = asked.command === undefined ? l10n.t('Podd wants to {0}', asked.title) : l10n.t('Podd wants to run {0}', asked.command);
    const picked = await this.#until(asked, window.showWarningMessage(what.slice(0, 400), 
      ...asked.options.filter(({ kind }) => kind === 'allowOnce' || kind === 'reject').map(({ label }) => label), show));
    const option = asked.options.find(({ label }) => label === picked);
    if (option) this.questions.answer(pod, asked.call, { option: option.option });
    else if (picked === show) await this.#reveal();
  }

  /** What the person answered, or undefined once it is answered elsewhere; closing the notification decides nothing. */
  #until<T>(asked: Asked, answer: Thenable<T>): Promise<T | undefined> {
    return new Promise((resolve) => {
      const gone = this.questions.onChanged(() => {
        if (this.questions.all.some((each) => each.asked === asked)) return;
        gone.dispose();
        resolve(undefined);
        // No extension can close a notification of its own; out of the way they all go.
        void commands.executeCommand('notifications.hideToasts');
      });
      void answer.then((value) => {
        gone.dispose();
        resolve(value);
      });
    });
  }

  async #reveal(): Promise<void> {
    (await this.chat.reveal()).post({ type: 'focus', on: 'asked' });
  }
}

/** All of them, as far as a notification has room for so many buttons. */
function fitting(labels: string[]): string[] {
  return labels.length <= 4 && labels.join('').length <= 40 ? labels : [];
}
