import type { EditorBrowser } from './browser';

const DEADLINE_MS = 5 * 60_000;

type ConsoleMethod = 'error' | 'warn' | 'info' | 'debug' | 'log';

/** Opens a window that runs tests, prints what they print and returns their exit code. */
export async function runTestsInWindow({ browser }: EditorBrowser, url: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  let deadline: NodeJS.Timeout | undefined;
  try {
    const page = await context.newPage();
    await page.exposeFunction('codeAutomationLog', (method: ConsoleMethod, args: readonly unknown[]) => {
      console[method in console ? method : 'log'](...args);
    });
    return await new Promise<number>((resolve, reject) => {
      const fail = (why: string): void => reject(new Error(`The window with the tests ${why}.`));
      deadline = setTimeout(() => fail(`has not ended after ${DEADLINE_MS / 60_000} minutes`), DEADLINE_MS);
      page.once('crash', () => fail('crashed'));
      page.once('close', () => fail('was closed'));
      page
        .exposeFunction('codeAutomationExit', resolve)
        .then(() => page.goto(url))
        .catch(reject);
    });
  } finally {
    clearTimeout(deadline);
    await context.close();
  }
}
