import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import type { Browser, Locator, Page } from 'playwright-core';
import type { HostEvents, ErrorReport } from '../../../src/protocol/messages';
import { createHost } from '../../../src/protocol/host';
import { RequestError, type Handlers, type HostMessage, type RequestName } from '../../../src/protocol/rpc';
import { HANDLERS } from './fake-host';

const ORIGIN = 'http://form.test';

export type ThemeName = 'dark' | 'light' | 'hc-dark' | 'hc-light';
export const THEMES: readonly ThemeName[] = ['dark', 'light', 'hc-dark', 'hc-light'];

/** What VS Code 1.100 itself puts into a webview, recorded from it. */
interface Recorded {
  readonly defaultStyles: string;
  readonly themes: Readonly<Record<ThemeName, Theme>>;
}
interface Theme {
  readonly id: string;
  readonly class: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** The form alone in a browser, under the policy that the extension gives it, with a host that a test controls. */
export interface FormPage {
  readonly page: Page;
  /** Names of all requests so far. */
  readonly asked: readonly RequestName[];
  tell<E extends keyof HostEvents>(name: E, payload: HostEvents[E]): Promise<void>;
  /** What the Content Security Policy has refused. */
  violations(): Promise<readonly string[]>;
}

export async function openForm(
  browser: Browser,
  options: {
    handlers?: Partial<Handlers>;
    texts?: Readonly<Record<string, string>>;
    theme?: ThemeName;
    width?: number;
    zoom?: number;
  } = {},
): Promise<FormPage> {
  const { texts = {}, theme = 'dark', width = 1000, zoom = 1 } = options;
  const viewport = { width: Math.round(width / zoom), height: Math.round(900 / zoom) };
  const page = await browser.newPage({ viewport, deviceScaleFactor: zoom });
  page.setDefaultTimeout(30_000);

  const asked: RequestName[] = [];
  const post = (message: HostMessage) => page.evaluate(`window.postMessage(${JSON.stringify(message)}, '*')`);
  const answer = createHost({
    handlers: { ...HANDLERS, ...options.handlers },
    post: (message) => void post(message),
    toErrorReport: errorReportOf,
    // The real form never sends what is none of its requests.
    report: (what) => {
      throw new Error(`The form sent ${what}.`);
    },
    signal: new AbortController().signal,
  });
  await page.exposeFunction('toHost', (message: { name: RequestName }) => {
    asked.push(message.name);
    return answer(message);
  });
  await page.addInitScript(SURROUNDINGS);
  await serveFiles(page, { theme, texts });
  await page.goto(ORIGIN);
  return {
    page,
    asked,
    tell: async (name, payload) => {
      await post({ type: 'event', name, payload });
    },
    violations: () => page.evaluate('window.violations'),
  };
}

/** A failure in the host's words. */
export function refusal(error: Partial<ErrorReport>): () => Promise<never> {
  return () =>
    Promise.reject(
      new RequestError({ code: 'test', message: 'It failed.', remedy: 'Do it again.', ...error }),
    );
}

/** What a screen reader says of a control besides its name. */
export async function description(page: Page, control: Locator): Promise<string> {
  const ids = (await control.getAttribute('aria-describedby'))?.split(' ') ?? [];
  const texts = await Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).textContent()));
  return texts.join(' ');
}

function errorReportOf(error: unknown): ErrorReport {
  if (error instanceof RequestError) return error.report;
  throw error;
}

/** `acquireVsCodeApi` as VS Code gives it; `window.kept` is what outlives the page. */
const SURROUNDINGS = `
  window.posted = [];
  window.violations = [];
  document.addEventListener('securitypolicyviolation', (event) => {
    window.violations.push(event.violatedDirective + ' ' + event.blockedURI);
  });
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => {
      window.posted.push(message);
      void window.toHost(message);
    },
    getState: () => window.kept,
    setState: (state) => { window.kept = state; },
  });
`;

async function serveFiles(page: Page, look: Look): Promise<void> {
  const { js, css } = await bundle;
  const html = await document(look);
  await page.route(`${ORIGIN}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/form.js') return route.fulfill({ contentType: 'text/javascript', body: js });
    if (pathname === '/form.css') return route.fulfill({ contentType: 'text/css', body: css });
    return route.fulfill({ contentType: 'text/html', body: html });
  });
}

const bundle = build({
  entryPoints: { form: 'webview/main.tsx' },
  bundle: true,
  write: false,
  outdir: 'dist',
  platform: 'browser',
  target: 'chrome128',
  format: 'iife',
}).then(({ outputFiles }) => {
  const file = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
  return { js: file('.js'), css: file('.css') };
});

interface Look {
  readonly theme: ThemeName;
  readonly texts: Readonly<Record<string, string>>;
}

/** Changes the theme of a page as VS Code does: in place, without creating the page again. */
export async function applyTheme(page: Page, name: ThemeName): Promise<void> {
  const theme = (await recorded()).themes[name];
  const look = JSON.stringify({ ...theme, style: styleOf(theme) });
  await page.evaluate(`{
    const look = ${look};
    document.documentElement.style.cssText = look.style;
    document.body.className = look.class;
  }`);
  // The toolkit takes the new colours over piece by piece, in frames to come.
  await page.evaluate(TAKEN_OVER);
}

/** Ends once every link and every box has the colour that the theme gives it. */
const TAKEN_OVER = `(async () => {
  const follows = (element) => {
    const wanted = element.localName === 'vscode-link' ? '--vscode-textLink-foreground' : '--vscode-foreground';
    const probe = document.createElement('span');
    probe.style.color = 'var(' + wanted + ')';
    element.parentElement.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    const part = element.shadowRoot.querySelector('[part=content], [part=label]');
    return part === null || getComputedStyle(part).color === color;
  };
  while (![...document.querySelectorAll('vscode-checkbox, vscode-link')].every(follows))
    await new Promise(requestAnimationFrame);
})()`;

/** @returns the style sheet that VS Code puts into every webview */
export async function defaultStyles(): Promise<string> {
  return (await recorded()).defaultStyles;
}

async function recorded(): Promise<Recorded> {
  return JSON.parse(await readFile('test/fixtures/themes.json', 'utf8')) as Recorded;
}

/** The editor's background lies behind a webview, which is transparent itself. */
function styleOf({ variables }: Theme): string {
  const declared = Object.entries(variables).map(([variable, value]) => `${variable}: ${value}`);
  return [...declared, `background: ${variables['--vscode-editor-background'] ?? ''}`].join('; ');
}

async function document({ theme: name, texts }: Look): Promise<string> {
  const { defaultStyles, themes } = await recorded();
  const theme = themes[name];
  const style = styleOf(theme).replaceAll('"', '&quot;');
  const policy = `default-src 'none'; script-src 'nonce-test'; style-src ${ORIGIN} 'unsafe-inline'; font-src ${ORIGIN}`;
  return `<!doctype html>
    <html lang="en" style="${style}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <style>${defaultStyles}</style>
        <link rel="stylesheet" href="/form.css" />
        <title>Create EKS Cluster</title>
      </head>
      <body class="${theme.class}" data-vscode-theme-id="${theme.id}">
        <main id="form"></main>
        <script type="application/json" id="texts">${JSON.stringify(texts)}</script>
        <script nonce="test" src="/form.js"></script>
      </body>
    </html>`;
}
