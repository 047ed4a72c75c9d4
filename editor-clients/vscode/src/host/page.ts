// The webview's page: its own files and nothing else.
import { randomBytes } from 'node:crypto';
import { Uri, type Webview } from 'vscode';
import { policy } from './policy';

export function page(webview: Webview, extension: Uri, title: string): string {
  const nonce = randomBytes(16).toString('base64');
  const file = (name: string) => webview.asWebviewUri(Uri.joinPath(extension, 'dist', name)).toString();
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(webview.cspSource, nonce)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file('view.css')}">
<title>${title}</title>
</head>
<body><script nonce="${nonce}" src="${file('view.js')}"></script></body>
</html>`;
}
