// A language model of VS Code that says what it is told to, and writes down what it is asked: ~/acme.jsonl.
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const vscode = require('vscode');

const note = (entry) => fs.appendFileSync(path.join(os.homedir(), 'acme.jsonl'), `${JSON.stringify(entry)}\n`);
const small = { id: 'small', name: 'Small', family: 'tiny', version: '1', maxInputTokens: 64_000, maxOutputTokens: 4_000, capabilities: { toolCalling: true },
  requiresAuthorization: { label: 'Ann' } };

function plain(part) {
  if (part instanceof vscode.LanguageModelToolResultPart) return { result: part.callId, text: part.content.map(({ value }) => value).join('') };
  return part instanceof vscode.LanguageModelToolCallPart ? { call: part.callId, name: part.name, input: part.input } : part.value;
}

async function answer(model, messages, options, progress, token) {
  const said = messages.map(({ role, content }) => ({ role: role === vscode.LanguageModelChatMessageRole.User ? 'user' : 'assistant', content: content.map(plain) }));
  note({ asked: said, tools: (options.tools ?? []).map(({ name }) => name), model: model.id });
  const last = said.at(-1).content;
  const say = (text) => progress.report(new vscode.LanguageModelTextPart(text));
  if (last[0].result) {
    for (const word of ['It ', '**says** ', last[0].text.split('\t').at(-1)]) say(word);
  } else if (/read/i.test(last[0])) {
    say('I look.');
    progress.report(new vscode.LanguageModelToolCallPart('acme-call-7', 'read', { path: 'a.txt' }));
  } else if (/quota/i.test(last[0])) {
    throw Object.assign(new Error('Come back next month.'), { name: 'ChatQuotaExceeded' });
  } else if (/long/i.test(last[0])) {
    for (let at = 0; !token.isCancellationRequested; at++) {
      say(`word${at} `);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    note({ stopped: true });
  } else if (/gives the new text|new text/i.test(JSON.stringify(said))) {
    say('two');
  } else {
    say(`You said: ${last[0]}`);
  }
}

exports.activate = ({ subscriptions }) => {
  subscriptions.push(vscode.lm.registerLanguageModelChatProvider('acme', { provideLanguageModelChatInformation: () => [small],
    provideLanguageModelChatResponse: answer, provideTokenCount: async (_, text) => Math.ceil((typeof text === 'string' ? text : JSON.stringify(text)).length / 4) }));
};
