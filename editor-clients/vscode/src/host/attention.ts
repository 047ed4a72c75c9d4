// Where the person learns that they are needed when they do not look at the conversation: one notification with the answers,
// the view's badge, the status bar.
import { type Disposable, StatusBarAlignment, type StatusBarItem, ThemeColor, window, workspace } from 'vscode';
import type { Asked } from '../shared/messages';
import { tokens } from '../shared/numbers';
import type { Chat } from './chat';
import type { Conversations } from './conversations';
import type { Daemon } from './daemon';
import type { Questions } from './questions';

export class Attention implements Disposable {
  readonly #item: StatusBarItem;
  readonly #listening: Disposable[];
  /** Calls that a notification is open for. */
  readonly #told = new Set<string>();

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
      questions.onChanged(({ pod, added }) => {
        this.show();
        chat.refreshAsked();
        if (added) void this.#notify(pod, added);
      }),
    ];
    this.show();
    this.#item.show();
  }

  show(): void {
    const { count } = this.questions;
    const conversation = this.conversations.current;
    this.chat.badge(count, count === 1 ? 'Podd asks you something' : `Podd asks you ${count} things`);
    this.#item.backgroundColor = count > 0 ? new ThemeColor('statusBarItem.warningBackground')
      : this.daemon.state === 'failed' ? new ThemeColor('statusBarItem.errorBackground') : undefined;
    const used = conversation.transcript.tokens;
    const running = this.conversations.all.some((each) => each.state === 'running');
    const [icon, said] = count > 0 ? ['bell-dot', 'Podd needs you'] : this.daemon.state === 'failed' ? ['error', this.daemon.problem]
      : this.daemon.state !== 'ready' ? ['sync~spin', 'Podd is being connected'] : running ? ['loading~spin', 'Podd is working'] : ['comment-discussion', 'Podd'];
    this.#item.text = `$(${icon}) Podd`;
    this.#item.tooltip = [said, conversation.title, used ? `${tokens(used.used)}${used.window ? ` of ${tokens(used.window)}` : ''} tokens` : '']
      .filter(Boolean).join('\n');
    this.#item.accessibilityInformation = { label: said, role: 'button' };
  }

  dispose(): void {
    for (const each of this.#listening) each.dispose();
  }

  /** With the view hidden or the window in the back; the conversation itself shows the question anyway. */
  async #notify(pod: string, asked: Asked): Promise<void> {
    const conversation = this.conversations.all.find((each) => each.pod?.pod === pod);
    if (!workspace.getConfiguration('podd').get('notifications') || this.#told.has(asked.call)) return;
    if (conversation && window.state.focused && this.chat.sees(conversation)) return;
    this.#told.add(asked.call);
    try {
      const show = 'Show';
      if (asked.type === 'question') {
        const labels = asked.multiple ? [] : asked.options.map(({ label }) => label);
        const picked = await this.#until(asked.call, window.showInformationMessage(`Podd asks: ${asked.question}`.slice(0, 400), ...labels, show));
        const option = asked.options.find(({ label }) => label === picked);
        if (option) this.questions.answer(asked.call, { options: [option.option] });
        else if (picked === show) await this.#reveal();
        return;
      }
      const what = asked.command === undefined ? asked.title : `run ${asked.command}`;
      const picked = await this.#until(asked.call, window.showWarningMessage(`Podd wants to ${what}`.slice(0, 400), ...asked.options.map(({ label }) => label), show));
      const option = asked.options.find(({ label }) => label === picked);
      if (option) this.questions.answer(asked.call, { option: option.option });
      else if (picked === show) await this.#reveal();
    } finally {
      this.#told.delete(asked.call);
    }
  }

  /** What the person answered, or undefined once it is answered elsewhere; closing the notification decides nothing. */
  #until<T>(call: string, answer: Thenable<T>): Promise<T | undefined> {
    return new Promise((resolve) => {
      const gone = this.questions.onChanged(({ removed }) => {
        if (removed !== call) return;
        gone.dispose();
        resolve(undefined);
      });
      void answer.then((value) => {
        gone.dispose();
        resolve(value);
      });
    });
  }

  async #reveal(): Promise<void> {
    (await this.chat.reveal()).post({ type: 'focus' });
  }
}
