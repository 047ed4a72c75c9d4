import assert from 'node:assert/strict';
import test from 'node:test';
import type { Daemon } from '../../src/host/daemon';
import { answerCompletions } from '../../src/host/languageModels';
import type { CompletionPiece, EditorCompleteParams, EditorCompleteResult, EditorModelsResult } from '../../src/protocol';
import { LanguageModelChatMessage, LanguageModelDataPart, LanguageModelError, LanguageModelTextPart, LanguageModelThinkingPart, LanguageModelToolCallPart,
  LanguageModelToolResultPart, lm } from './vscode';

type Sent = { messages: LanguageModelChatMessage[]; options: object; token: { isCancellationRequested: boolean } };

/** A model that answers with these parts, or fails with the error that stands among them. */
function model(parts: unknown[], more: object = {}) {
  const sent: Sent[] = [];
  lm.models = [{ vendor: 'acme', id: 'small', family: 'tiny', maxInputTokens: 1_000, countTokens: async (text: string) => text.length,
    sendRequest: async (messages: LanguageModelChatMessage[], options: object, token: Sent['token']) => {
      sent.push({ messages, options, token });
      if (parts[0] instanceof Error) throw parts[0];
      return { stream: (async function* () {
        for (const part of parts) {
          if (part instanceof Error) throw part;
          yield part;
        }
      })() };
    }, ...more }];
  return sent;
}

const request: EditorCompleteParams = { completion: 'c1', messages: [{ role: 'user', parts: [{ type: 'text', text: 'go' }] }], tools: [] };

function begin() {
  const told: CompletionPiece[][] = [];
  const answerers = new Map<string, (params: unknown, signal: AbortSignal) => Promise<unknown>>();
  const daemon = {
    answer: (method: string, answerer: never) => { answerers.set(method, answerer); return { dispose() {} }; },
    tell: async (method: string, { completion, pieces }: { completion: string; pieces: CompletionPiece[] }) => {
      assert.deepEqual([method, completion], ['editor/completing', 'c1']);
      told.push(pieces);
    } };
  answerCompletions(daemon as unknown as Pick<Daemon, 'answer' | 'tell'>);
  const abort = new AbortController();
  return { told, daemon, abort,
    complete: (params = request) => answerers.get('editor/complete')!(params, abort.signal) as Promise<EditorCompleteResult>,
    models: () => answerers.get('editor/models')!({}, abort.signal) as Promise<EditorModelsResult> };
}

test('List the models by vendor and id', async () => {
  model([]);
  assert.deepEqual(await begin().models(), { models: [{ id: 'acme/small', contextWindow: 1_000 }] });
});

test('Pass on what a model says, and count its tokens', async () => {
  const sent = model([new LanguageModelTextPart('Look: '), new LanguageModelThinkingPart('hm'), new LanguageModelToolCallPart('call-1', 'read', { path: 'a' })]);
  const { complete, told } = begin();
  assert.deepEqual(await complete(), { type: 'completed', input: 3, output: 'Look: '.length + '{"path":"a"}'.length });
  assert.deepEqual(told, [[], [{ type: 'text', text: 'Look: ' }], [{ type: 'toolCall', call: 'call-1', name: 'read', arguments: { path: 'a' } }]]);
  assert.deepEqual(sent[0]!.messages, [LanguageModelChatMessage.User([new LanguageModelTextPart('go')])]);
});

test('Tell a model all of a conversation', async () => {
  const sent = model([]);
  await begin().complete({ ...request, model: 'tiny', system: 'You are a Pod.', maxTokens: 9, temperature: 0, topP: 1, stop: ['END'],
    tools: [{ name: 'read', description: 'Reads.', schema: { type: 'object' } }],
    messages: [{ role: 'user', parts: [{ type: 'text', text: 'look' }, { type: 'image', mimeType: 'image/png', data: 'aGk=' }] },
      { role: 'assistant', parts: [{ type: 'text', text: 'I do' }, { type: 'toolCall', call: 'call-1', name: 'read', arguments: { path: 'a' } }] },
      { role: 'user', parts: [{ type: 'toolResult', call: 'call-1', text: 'one' }] }] });
  assert.deepEqual(sent[0]!.messages, [LanguageModelChatMessage.User('You are a Pod.'),
    LanguageModelChatMessage.User([new LanguageModelTextPart('look'), new LanguageModelDataPart(Buffer.from('hi'), 'image/png')]),
    LanguageModelChatMessage.Assistant([new LanguageModelTextPart('I do'), new LanguageModelToolCallPart('call-1', 'read', { path: 'a' })]),
    LanguageModelChatMessage.User([new LanguageModelToolResultPart('call-1', [new LanguageModelTextPart('one')])])]);
  assert.deepEqual(sent[0]!.options, { justification: 'It is the model of your conversation with Podd.',
    modelOptions: { max_tokens: 9, temperature: 0, top_p: 1, stop: ['END'] },
    tools: [{ name: 'read', description: 'Reads.', inputSchema: { type: 'object' } }] });
});

test('Find a model by vendor and id, by its id, by its family, or the first', async () => {
  model([]);
  for (const named of ['acme/small', 'small', 'tiny', undefined]) {
    assert.equal((await begin().complete({ ...request, ...(named ? { model: named } : {}) })).type, 'completed');
  }
  assert.deepEqual(await begin().complete({ ...request, model: 'large' }), { type: 'failed', fault: 'noModel', message: 'large is not among acme/small' });
  lm.models = [];
  assert.match(JSON.stringify(await begin().complete()), /noModel.*sign in to GitHub Copilot/);
});

test('Say by name why there is no answer', async () => {
  const named = (name: string) => Object.assign(new Error('no more'), { name });
  const faults: [Error, string, string?][] = [
    [LanguageModelError.NotFound('gone'), 'noModel'], [LanguageModelError.NoPermissions('no'), 'noConsent'], [LanguageModelError.Blocked('wait'), 'blocked'],
    [named('ChatQuotaExceeded'), 'quota'], [named('ChatRateLimited'), 'busy'], [new Error('Message exceeds token limit.'), 'tooLong'],
    [new Error('failed', { cause: new Error('off_topic') }), 'offTopic', 'failed: off_topic'], [new Error('net::ERR_CONNECTION_RESET'), 'busy'], [new Error('what'), 'other']];
  for (const [problem, fault, message = problem.message] of faults) {
    model([problem]);
    assert.deepEqual(await begin().complete(), { type: 'failed', fault, message });
    model([new LanguageModelTextPart('a'), problem]);
    const { complete, told } = begin();
    assert.deepEqual(await complete(), { type: 'failed', fault, message });
    assert.deepEqual(told, [[], [{ type: 'text', text: 'a' }]]);
  }
  model([new Error('what')], { countTokens: async () => 1_001 });
  assert.deepEqual(await begin().complete(), { type: 'failed', fault: 'tooLong', message: 'what' });
});

test('Stop the model when nobody listens any more', async () => {
  const sent = model([new LanguageModelTextPart('a'), new LanguageModelTextPart('b')]);
  const { complete, abort, told } = begin();
  const answer = complete();
  abort.abort();
  await answer;
  assert.equal(sent[0]!.token.isCancellationRequested, true);
  const lost = begin();
  lost.daemon.tell = async () => { throw new Error('the connection is closed'); };
  assert.equal((await lost.complete()).type, 'failed');
  assert.equal(sent[1]!.token.isCancellationRequested, true);
  assert.equal(told.length > 0, true);
});

test('Wait for what was told before more is told', async () => {
  model([new LanguageModelTextPart('a'), new LanguageModelTextPart('b')]);
  const { complete, daemon } = begin();
  let open = 0;
  daemon.tell = async () => {
    assert.equal(++open, 1);
    await new Promise((resolve) => setTimeout(resolve, 1));
    open--;
  };
  assert.equal((await complete()).type, 'completed');
});

test('Answer without tokens where a model does not count', async () => {
  model([new LanguageModelTextPart('a')], { countTokens: async () => { throw new Error('no'); } });
  assert.deepEqual(await begin().complete(), { type: 'completed' });
});
