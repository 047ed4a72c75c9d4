// Back to an earlier message, or on from it in a conversation of its own.
import { commands, l10n, window, workspace } from 'vscode';
import type { Entry } from '../protocol';
import { textOf, type UserBlock } from '../shared/transcript';
import type { Conversation } from './conversation';
import type { Daemon } from './daemon';

/** The last entry before a message of the person's. */
export async function entryBefore(daemon: Daemon, session: string, item: string): Promise<string | undefined> {
  let before: string | undefined;
  let after: string | undefined;
  for (;;) {
    const { entries, more } = await daemon.request('session/read', { session, limit: 500, ...(after ? { after } : {}) });
    for (const entry of entries) {
      if (itemOf(entry) === item) return before;
      before = entry.entry;
    }
    after = entries.at(-1)?.entry;
    if (!more || !after) return undefined;
  }
}

function itemOf(entry: Entry): string | undefined {
  return (entry.payload as { item?: { id?: string } } | null)?.item?.id;
}

/** The person chooses a message; undefined when they do not. */
export async function pickMessage(conversation: Conversation): Promise<UserBlock | undefined> {
  const said = conversation.transcript.blocks.filter((block): block is UserBlock => block.kind === 'user' && !block.sending).reverse();
  if (said.length === 0) return undefined;
  const picked = await window.showQuickPick(said.map((block) => ({ label: textOf(block.parts).split('\n')[0]!.slice(0, 120) || l10n.t('Picture'), block })),
    { title: l10n.t('Go back to before which message?'), placeHolder: l10n.t('What was said from there on leaves the conversation; it stays in the log') });
  return picked?.block;
}

/** Shows what would come back, asks how, and does it. Whether it was done. */
export async function rewind(daemon: Daemon, conversation: Conversation, item: string): Promise<boolean> {
  const pod = await conversation.open();
  const to = await entryBefore(daemon, pod.session, item);
  if (!to) throw new Error(l10n.t('This message is not in the log any more.'));
  const files = await previewed(daemon, pod.pod, to);
  const both = !daemon.offersTexts ? l10n.t('Conversation and Files') : files.restored.length === 1 ? l10n.t('Conversation and File')
    : files.restored.length > 1 ? l10n.t('Conversation and {0} Files', files.restored.length) : undefined;
  const detail = [
    files.restored.length > 0 ? `${l10n.t('Come back as they were:')}\n${listed(files.restored)}` : '',
    files.kept.length > 0 ? `${l10n.t('Changed since, stay as they are:')}\n${listed(files.kept)}` : '',
    l10n.t('Everything stays in the log: a rewind can be taken back by another.')].filter(Boolean).join('\n\n');
  const alone = l10n.t('Conversation Only');
  const choice = await window.showInformationMessage(l10n.t('Go back to before this message?'), { modal: true, detail }, ...(both ? [both] : []), alone);
  if (!choice) return false;
  await daemon.request('session/rewind', { pod: pod.pod, to, files: choice === both });
  await conversation.reload();
  return true;
}

async function previewed(daemon: Daemon, pod: string, to: string): Promise<{ restored: string[]; kept: string[] }> {
  // A daemon of before previews would do it: it has no documents of scheme `pod` either, by which it is known.
  if (!daemon.offersTexts) return { restored: [], kept: [] };
  return daemon.request('session/rewind', { pod, to, files: true, preview: true });
}

function listed(paths: string[]): string {
  const shown = paths.slice(0, 12).map((path) => `  ${workspace.asRelativePath(path)}`);
  return [...shown, ...(paths.length > 12 ? [`  ${l10n.t('and {0} more', paths.length - 12)}`] : [])].join('\n');
}

/** A conversation of its own that knows everything before the message. */
export async function fork(daemon: Daemon, conversation: Conversation, item: string): Promise<{ session: string } | undefined> {
  const pod = await conversation.open();
  const at = await entryBefore(daemon, pod.session, item);
  if (!at) throw new Error(l10n.t('This message is not in the log any more.'));
  const { session } = await daemon.request('session/fork', { session: pod.session, at });
  void commands.executeCommand('podd.sessions.refresh');
  return { session };
}
