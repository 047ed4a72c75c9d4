// The language models that the person has in VS Code, such as those of a subscription, for Pods whose provider is `editor`.
import * as vscode from 'vscode';
import { CancellationTokenSource, Disposable, l10n, type LanguageModelChat, LanguageModelChatMessage, type LanguageModelChatRequestOptions, LanguageModelError,
  LanguageModelTextPart, LanguageModelToolCallPart, LanguageModelToolResultPart, lm } from 'vscode';
import type { CompletionFault, CompletionMessage, CompletionPart, CompletionPiece, EditorCompleteParams, EditorCompleteResult, EditorModelsResult } from '../protocol';
import type { Daemon } from './daemon';

/** How long tokens may be counted behind an answer, and how often the daemon hears that a model is at work, in milliseconds. */
const counting = 2_000;
const heartbeat = 1_000;

type Tell = (pieces: CompletionPiece[]) => Promise<void>;
/** Since VS Code 1.106; older ones pass no pictures on. */
const { LanguageModelDataPart } = vscode as { LanguageModelDataPart?: new (data: Uint8Array, mimeType: string) => LanguageModelTextPart };

export function answerCompletions(daemon: Pick<Daemon, 'answer' | 'tell'>): Disposable {
  return Disposable.from(daemon.answer('editor/models', list),
    daemon.answer('editor/complete', (params, signal) => complete(params, signal, (pieces) => daemon.tell('editor/completing', { completion: params.completion, pieces }))));
}

async function list(): Promise<EditorModelsResult> {
  return { models: (await lm.selectChatModels()).map((model) => ({ id: name(model), contextWindow: model.maxInputTokens })) };
}

function name({ vendor, id }: LanguageModelChat): string {
  return `${vendor}/${id}`;
}

async function complete(params: EditorCompleteParams, signal: AbortSignal, tell: Tell): Promise<EditorCompleteResult> {
  const cancel = new CancellationTokenSource();
  signal.addEventListener('abort', () => cancel.cancel());
  let model: LanguageModelChat | undefined;
  try {
    const all = await lm.selectChatModels();
    model = params.model === undefined ? all[0] : all.find((each) => name(each) === params.model) ?? all.find(({ id }) => id === params.model) ?? all.find(({ family }) => family === params.model);
    if (!model) return failed('noModel', all.length === 0 ? l10n.t('VS Code has none: sign in to GitHub Copilot, or install an extension that provides chat models.')
      : l10n.t('{0} is not among {1}', params.model ?? '', all.map(name).join(', ')));
    const { stream } = await model.sendRequest(messages(params), options(params), cancel.token);
    await tell([]);
    const said = await passOn(stream, tell);
    return { type: 'completed', ...await tokens(model, params, said) };
  } catch (problem) {
    return failed(await isTooLong(model, params, problem) ? 'tooLong' : fault(problem), text(problem));
  } finally {
    cancel.cancel();
    cancel.dispose();
  }
}

/** Waits for each piece to be on its way, so that no more of them wait here than VS Code holds itself; returns all that was said. */
async function passOn(stream: AsyncIterable<unknown>, tell: Tell): Promise<string> {
  let said = '';
  let toldAt = Date.now();
  for await (const part of stream) {
    const piece = pieceOf(part);
    if (!piece && Date.now() - toldAt < heartbeat) continue;
    await tell(piece ? [piece] : []);
    toldAt = Date.now();
    said += piece?.type === 'text' ? piece.text : piece ? JSON.stringify(piece.arguments) : '';
  }
  return said;
}

/** Of what a model thinks, stable VS Code says no more than that something comes. */
function pieceOf(part: unknown): CompletionPiece | undefined {
  if (part instanceof LanguageModelTextPart) return { type: 'text', text: part.value };
  if (part instanceof LanguageModelToolCallPart) return { type: 'toolCall', call: part.callId, name: part.name, arguments: part.input };
  return undefined;
}

/** There is no role for a system prompt: it is what the person says first. */
function messages({ system, messages: all }: EditorCompleteParams): LanguageModelChatMessage[] {
  return [...(system ? [LanguageModelChatMessage.User(system)] : []), ...all.map(message)];
}

function message({ role, parts }: CompletionMessage): LanguageModelChatMessage {
  const content = parts.map(partOf);
  return role === 'assistant' ? LanguageModelChatMessage.Assistant(content as (LanguageModelTextPart | LanguageModelToolCallPart)[])
    : LanguageModelChatMessage.User(content as (LanguageModelTextPart | LanguageModelToolResultPart)[]);
}

function partOf(part: CompletionPart) {
  switch (part.type) {
    case 'text': return new LanguageModelTextPart(part.text);
    case 'toolCall': return new LanguageModelToolCallPart(part.call, part.name, part.arguments as object);
    case 'toolResult': return new LanguageModelToolResultPart(part.call, [new LanguageModelTextPart(part.text)]);
    case 'image': return LanguageModelDataPart ? new LanguageModelDataPart(Buffer.from(part.data, 'base64'), part.mimeType)
      : new LanguageModelTextPart('[a picture that this version of VS Code does not show to models]');
  }
}

function options({ tools, maxTokens, temperature, topP, stop }: EditorCompleteParams): LanguageModelChatRequestOptions {
  const modelOptions = { ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }), ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { top_p: topP }), ...(stop ? { stop } : {}) };
  return { justification: l10n.t('It is the model of your conversation with Podd.'), modelOptions,
    ...(tools.length > 0 ? { tools: tools.map(({ name: tool, description, schema }) => ({ name: tool, description, inputSchema: schema as object })) } : {}) };
}

/** As the model counts them, which is an estimate: VS Code does not tell what was counted in the end. */
async function tokens(model: LanguageModelChat, params: EditorCompleteParams, said: string): Promise<{ input?: number; output?: number }> {
  const late = new Promise<undefined>((resolve) => { setTimeout(resolve, counting, undefined).unref(); });
  const counted = Promise.all([count(model, whole(params)), count(model, said)]);
  const [input, output] = await Promise.race([counted, late]) ?? [];
  return { ...(input === undefined ? {} : { input }), ...(output === undefined ? {} : { output }) };
}

async function count(model: LanguageModelChat, words: string): Promise<number | undefined> {
  try {
    return Math.round(await model.countTokens(words));
  } catch {
    return undefined;
  }
}

function whole({ system, messages: all, tools }: EditorCompleteParams): string {
  const said = all.flatMap(({ parts }) => parts.map((part) => 'text' in part ? part.text : part.type === 'toolCall' ? JSON.stringify(part.arguments) : ''));
  return [system ?? '', ...said, ...(tools.length > 0 ? [JSON.stringify(tools)] : [])].join('\n');
}

function failed(why: CompletionFault, words: string): EditorCompleteResult {
  return { type: 'failed', fault: why, message: words };
}

/** Providers of models say it in words only, or not at all. */
async function isTooLong(model: LanguageModelChat | undefined, params: EditorCompleteParams, problem: unknown): Promise<boolean> {
  if (!model || codeOf(problem)) return false;
  if (/token limit|too long|too many tokens|context (length|window)|maximum context/i.test(text(problem))) return true;
  return fault(problem) === 'other' && (await tokens(model, params, '')).input! > model.maxInputTokens;
}

function codeOf(problem: unknown): string {
  return problem instanceof LanguageModelError ? problem.code : '';
}

function fault(problem: unknown): CompletionFault {
  switch (codeOf(problem)) {
    case LanguageModelError.NotFound.name: return 'noModel';
    case LanguageModelError.NoPermissions.name: return 'noConsent';
    case LanguageModelError.Blocked.name: return 'blocked';
  }
  const words = `${problem instanceof Error ? problem.name : ''} ${text(problem)}`;
  if (/quota/i.test(words)) return 'quota';
  if (/off.?topic/i.test(words)) return 'offTopic';
  return /rate.?limit|too many requests|overloaded|ECONN|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|fetch failed|socket hang up|net::|\b50[0-4]\b/i.test(words) ? 'busy' : 'other';
}

function text(problem: unknown): string {
  if (!(problem instanceof Error)) return String(problem);
  const { message, cause } = problem;
  return cause instanceof Error && cause.message && !message.includes(cause.message) ? `${message}: ${cause.message}` : message;
}
