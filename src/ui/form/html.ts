import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The HTML page of the form. Only our script and our style can load. */
export function formHtml(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const resource = (name: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', name)).toString();
  // The toolkit's design tokens are inline styles. Scripts still need the nonce.
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'unsafe-inline'`,
    `font-src ${webview.cspSource}`,
  ].join('; ');
  return `<!doctype html>
<html lang="${vscode.env.language}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="stylesheet" href="${resource('form.css')}" />
    <title>Create EKS Cluster</title>
  </head>
  <body>
    <main id="form"></main>
    <script type="application/json" id="texts">${inScript(vscode.l10n.bundle ?? {})}</script>
    <script nonce="${nonce}" src="${resource('form.js')}"></script>
  </body>
</html>`;
}

/** Data inside a script element: nothing in it can end the element. The policy is for scripts that run; this does not. */
function inScript(data: object): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
