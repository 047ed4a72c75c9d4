// Which model answers, and as which manifest.
import { commands, l10n, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import type { ModelListResult } from '../protocol';
import { tokens } from '../shared/numbers';
import type { Conversation } from './conversation';
import type { Daemon } from './daemon';

type Pick = QuickPickItem & { run?: () => Promise<unknown> };

/** Shipped with every daemon, for one that cannot list them. */
const shipped = (): ModelListResult => ({ models: [], manifests: [{ name: 'default', description: l10n.t('reads, writes and runs') }, { name: 'ask', description: l10n.t('only reads') }] });

/** @param begin opens a new conversation with a manifest: a running one keeps its own */
export async function pickModel(daemon: Daemon, conversation: Conversation, begin: (manifest: string) => Promise<void>): Promise<void> {
  const { models, manifests } = await choices(daemon, conversation);
  const pod = await conversation.open();
  const picks: Pick[] = [
    ...(models.length > 0 ? [{ label: l10n.t('Model'), kind: QuickPickItemKind.Separator }] : []),
    ...models.map((model): Pick => ({
      label: `${model.id === pod.model.id ? '$(check) ' : ''}${model.id}`,
      description: model.provider,
      detail: [model.contextWindow ? l10n.t('{0} tokens', tokens(model.contextWindow)) : '',
        model.inputPrice === undefined ? '' : l10n.t('${0} in, ${1} out per million', model.inputPrice, model.outputPrice ?? '?'), model.available ? '' : model.provider === 'editor' ? l10n.t('not in this window') : l10n.t('its key is not set')]
        .filter(Boolean).join(' · '),
      run: () => conversation.configure({ provider: { kind: model.provider, model: model.id } }) })),
    { label: l10n.t('New conversation with a manifest'), kind: QuickPickItemKind.Separator },
    ...manifests.map((manifest): Pick => ({ label: `${manifest.name === pod.manifest ? '$(check) ' : ''}${manifest.name}`, description: manifest.description,
      run: () => begin(manifest.name) })),
    { label: '', kind: QuickPickItemKind.Separator },
    { label: `$(gear) ${l10n.t('Set up models…')}`, run: async () => commands.executeCommand('podd.openManifest') },
  ];
  const picked = await window.showQuickPick(picks, { title: `${pod.model.id} · ${pod.manifest}`, placeHolder: l10n.t('Who shall answer?'), matchOnDescription: true });
  await picked?.run?.();
}

async function choices(daemon: Daemon, conversation: Conversation): Promise<ModelListResult> {
  try {
    return await daemon.request('model/list', conversation.folder ? { workspaceFolder: conversation.folder.uri.toString() } : {});
  } catch {
    return shipped();
  }
}
