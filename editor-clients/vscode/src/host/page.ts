// The webview's page: its own files and nothing else.
import { randomBytes } from 'node:crypto';
import { env, l10n, Uri, type Webview } from 'vscode';
import { policy } from './policy';

export function page(webview: Webview, extension: Uri, title: string): string {
  const nonce = randomBytes(16).toString('base64');
  const file = (name: string) => webview.asWebviewUri(Uri.joinPath(extension, 'dist', name)).toString();
  const words = l10n.bundle ? ` data-words="${JSON.stringify(l10n.bundle).replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)}"` : '';
  return `<!DOCTYPE html>
<html lang="${env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(webview.cspSource, nonce)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file('view.css')}">
<title>${title}</title>
</head>
<body${words}><script nonce="${nonce}" src="${file('view.js')}"></script></body>
</html>`;
}
