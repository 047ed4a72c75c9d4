// Bundles the extension's two halves into dist/: the host's, which VS Code loads, and the page's, which its webview loads.
// `--tests` bundles the tests that need no editor into dist-test/.
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import * as esbuild from 'esbuild';

/** What vscode-languageclient serves and Podd does not speak: features that do nothing take its place. */
const unspoken = ['callHierarchy', 'colorProvider', 'declaration', 'definition', 'diagnostic', 'documentHighlight', 'documentLink',
  'documentSymbol', 'fileOperations', 'foldingRange', 'formatting', 'hover', 'implementation', 'inlayHint', 'inlineValue',
  'linkedEditingRange', 'moniker', 'notebook', 'reference', 'rename', 'selectionRange', 'semanticTokens', 'signatureHelp',
  'typeDefinition', 'typeHierarchy', 'workspaceSymbol'].join('|');
const nothing = `class Nothing { fillClientCapabilities() {} initialize() {} clear() {} getState() { return { kind: 'static' }; } }
module.exports = new Proxy({}, { get: (_, name) => name === '__esModule' || Nothing });`;

/** TypeScript's helpers stand in each of its modules again: once is enough, see helpers.js. */
const helper = /^var (__\w+) = \(this && this\.\1\) \|\| (?:function ?\([^)]*\) \{[\s\S]*?^\};|\(Object\.create \? [\s\S]*?^\}\);|\(function ?\(\) \{[\s\S]*?^\}\)\(\);)$/gm;
/** Types and messages of LSP, each a variable and a function that fills it: those that nobody calls are left out. */
const part = /^(?:export )?var (\w+);\n\(function \(\1\) \{[\s\S]*?^\}\)\(\1 \|\| \((?:exports\.\1 = )?\1 = \{\}\)\);$/gm;
const handedOn = /^Object\.defineProperty\(exports, "(\w+)", \{ enumerable: true, get: function \(\) \{ return protocol_\w+\.\1; \} \}\);\n/gm;
const named = /^(exports\.\w+ = )+void 0;$/gm;
const callers = ['vscode-languageclient/lib/common', 'vscode-languageserver-protocol/lib/common'].flatMap((folder) =>
  readdirSync(`node_modules/${folder}`, { recursive: true }).filter((name) => name.endsWith('.js') && !new RegExp(`^(protocol\\.)?(${unspoken})\\.js$`).test(name))
    .map((name) => readFileSync(`node_modules/${folder}/${name}`, 'utf8'))).join('\n').replace(handedOn, '');
const isCalled = (name, text = '') => new RegExp(`(_1|ls|proto)\\.${name}\\b`).test(callers) || new RegExp(`\\b${name}\\.`).test(text);
function withoutUnused(text) {
  const parts = new Map([...text.matchAll(part)].map(([whole, name]) => [name, whole]));
  const rest = text.replace(part, '').replace(handedOn, '');
  const used = new Set([...parts.keys()].filter((name) => isCalled(name, rest)));
  for (const name of used) {
    for (const other of parts.keys()) if (new RegExp(`\\b${other}\\.`).test(parts.get(name))) used.add(other);
  }
  return text.replace(named, '').replace(part, (whole, name) => used.has(name) ? whole : '').replace(handedOn, (whole, name) => isCalled(name) ? whole : '');
}

const slim = {
  name: 'slim',
  setup(build) {
    build.onLoad({ filter: new RegExp(`vscode-language(client/lib/common/|server-protocol/lib/common/protocol\\.)(${unspoken})\\.js$`) },
      () => ({ contents: nothing, loader: 'js' }));
    build.onLoad({ filter: /vscode-languageserver-(types\/lib\/esm\/main|protocol\/lib\/common\/protocol)\.js$/ },
      ({ path }) => ({ contents: withoutUnused(readFileSync(path, 'utf8').replace(helper, '')), loader: 'js' }));
    build.onLoad({ filter: /vscode-(languageclient|languageserver-protocol|jsonrpc)\/lib\/.*\.js$/ },
      ({ path }) => ({ contents: readFileSync(path, 'utf8').replace(helper, ''), loader: 'js' }));
  },
};

const tests = process.argv.includes('--tests');
const common = { bundle: true, minify: true, charset: 'utf8', legalComments: 'none', logLevel: 'warning' };

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');
await esbuild.build({ ...common, entryPoints: ['src/host/extension.ts'], outfile: 'dist/extension.js', platform: 'node',
  target: 'node20', format: 'cjs', external: ['vscode'], plugins: [slim], inject: ['helpers.js'],
  mangleProps: /^_[a-z]/ });
await esbuild.build({ ...common, entryPoints: ['src/view/main.ts'], outfile: 'dist/view.js', platform: 'browser',
  target: 'chrome128', format: 'iife' });
await esbuild.build({ ...common, entryPoints: ['src/view/style.css'], outfile: 'dist/view.css', loader: { '.ttf': 'file' }, assetNames: '[name]' });

if (tests) {
  rmSync('dist-test', { recursive: true, force: true });
  const entryPoints = readdirSync('test/unit').filter((name) => name.endsWith('.test.ts')).map((name) => `test/unit/${name}`);
  await esbuild.build({ ...common, minify: false, entryPoints, outdir: 'dist-test', outExtension: { '.js': '.mjs' }, platform: 'node',
    target: 'node20', format: 'esm', external: ['linkedom', 'fast-check'], alias: { vscode: './test/unit/vscode.ts' } });
}
