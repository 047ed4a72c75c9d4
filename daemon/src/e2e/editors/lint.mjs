// A language server that complains of each "teh".
import * as rpc from 'vscode-jsonrpc/node';

const connection = rpc.createMessageConnection(new rpc.StreamMessageReader(process.stdin),
  new rpc.StreamMessageWriter(process.stdout));

function look(uri, text) {
  const diagnostics = text.split('\n').flatMap((line, at) => {
    const found = line.indexOf('teh');
    return found < 0 ? [] : [{ severity: 2, source: 'lint', message: 'teh is misspelled',
      range: { start: { line: at, character: found }, end: { line: at, character: found + 3 } } }];
  });
  connection.sendNotification('textDocument/publishDiagnostics', { uri, diagnostics });
}

connection.onRequest('initialize', () => ({ capabilities: { textDocumentSync: 1 } }));
connection.onRequest('shutdown', () => null);
connection.onNotification('exit', () => process.exit(0));
connection.onNotification('textDocument/didOpen', ({ textDocument }) => look(textDocument.uri, textDocument.text));
connection.onNotification('textDocument/didChange', ({ textDocument, contentChanges }) =>
  look(textDocument.uri, contentChanges.at(-1).text));
connection.listen();
