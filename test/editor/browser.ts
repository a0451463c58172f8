import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type FrameLocator, type Page } from 'playwright-core';
import { findCommand } from './command';
import { editorEnvironment } from './environment';
import { testHome } from './paths';
import { canInstall, installCommand, installPackages } from './system-packages';

/** Without windows and their toolbars, the first takes half of the time. */
const CHROMIUM_COMMANDS = [
  ...['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
];

const PACKAGE = 'chromium-headless-shell';

const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Finds Chromium; root on Debian gets it installed, anybody else one sentence. */
export async function findChromium(): Promise<string> {
  const installed = await findCommand(CHROMIUM_COMMANDS);
  if (installed) return installed;
  if (!canInstall) throw new Error(`The tests need Chromium in PATH. Run: ${installCommand([PACKAGE])}`);
  await installPackages([PACKAGE]);
  const found = await findCommand(CHROMIUM_COMMANDS);
  if (!found) throw new Error(`apt-get installed ${PACKAGE}, but no chromium command is in PATH.`);
  return found;
}

interface PageOptions {
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'dark' | 'light';
  /** Pixels per CSS pixel, for screenshots at 200 %. */
  readonly deviceScaleFactor?: number;
  /** What must be running before the page is loaded. */
  readonly prepare?: (context: BrowserContext) => Promise<void>;
}

/** A running Chromium. */
export interface EditorBrowser {
  readonly browser: Browser;
  /** Opens a page in a profile of its own: an editor without memory of any other. */
  openPage(url: string, options: PageOptions): Promise<Page>;
  close(): Promise<void>;
}

export async function launchBrowser(): Promise<EditorBrowser> {
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: CHROMIUM_FLAGS,
    // Chromium keeps crash reports and certificates in its home folder, whatever its profile.
    env: editorEnvironment(join(testHome, 'browser')),
  });
  return {
    browser,
    async openPage(url, { prepare, ...options }) {
      const context = await browser.newContext({
        ...options,
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      await prepare?.(context);
      const page = await context.newPage();
      await page.goto(url);
      return page;
    },
    close: () => browser.close(),
  };
}

/** The content of the webview that is shown: VS Code wraps it in two frames. */
export function formFrame(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
}
