import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The page around the metrics. Its script only puts in what the extension sends, in which nothing can run. */
export function metricsPage(body: string): string {
  const nonce = randomBytes(16).toString('base64');
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'`;
  return `<!doctype html>
<html lang="${vscode.env.language}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <title>EKS</title>
    <style nonce="${nonce}">${STYLE}</style>
  </head>
  <body>
    <main>${body}</main>
    <script nonce="${nonce}">${SCRIPT}</script>
  </body>
</html>`;
}

const STYLE = `
  table { border-collapse: collapse; }
  th, td { padding: 6px 12px; text-align: start; vertical-align: top; border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, currentColor)); }
  svg { display: block; width: 240px; height: 44px; margin-top: 4px; }
  polyline { fill: none; stroke: var(--vscode-charts-blue, currentColor); stroke-width: 2; }
`;

const SCRIPT = `
  addEventListener('message', ({ data }) => { document.querySelector('main').innerHTML = data.body; });
`;
