import { randomBytes } from 'node:crypto';

/**
 * The page around the metrics. Its script only puts in what the extension sends, in which nothing can run,
 * and tells when the button is pressed. What has the focus keeps it.
 * @param language of the texts in `body`
 */
export function metricsPage(body: string, language: string): string {
  const nonce = randomBytes(16).toString('base64');
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'`;
  return `<!doctype html>
<html lang="${language}">
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
  h1 { font-size: 1.4em; font-weight: 600; }
  main { overflow-x: auto; }
  table { border-collapse: collapse; }
  th, td { padding: 6px 12px; text-align: start; vertical-align: top; border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, currentColor)); }
  tbody th { font-weight: normal; }
  svg { display: block; width: 240px; height: 44px; margin-top: 4px; }
  polyline { fill: none; stroke: var(--vscode-charts-blue, currentColor); stroke-width: 2; }
  line { stroke: var(--vscode-foreground); stroke-width: 1; opacity: 0.7; }
  .request { stroke-dasharray: 4 3; }
  a { color: var(--vscode-textLink-foreground); }
  button { padding: 6px 12px; font: inherit; color: var(--vscode-button-foreground); background: var(--vscode-button-background); border: 1px solid var(--vscode-button-border, transparent); border-radius: 2px; }
  button:hover { background: var(--vscode-button-hoverBackground); }
  a:focus-visible, button:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
  .legend { color: var(--vscode-descriptionForeground); }
`;

const SCRIPT = `
  let shown;
  let host;
  addEventListener('message', ({ data }) => {
    if (data.body === shown) return;
    const focused = document.activeElement?.id;
    document.querySelector('main').innerHTML = shown = data.body;
    if (focused) document.getElementById(focused)?.focus();
  });
  addEventListener('click', ({ target }) => {
    if (target.id === 'install') (host ??= acquireVsCodeApi()).postMessage('install');
  });
`;
