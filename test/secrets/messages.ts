import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';

/** Makes every frame that opens from now on keep its messages. */
export async function keepMessages(context: BrowserContext): Promise<void> {
  await context.addInitScript({ path: join(import.meta.dirname, 'keep-messages.mjs') });
}

/** What the frames that are open have heard and posted. */
export async function messages(context: BrowserContext): Promise<string> {
  const frames = context.pages().flatMap((page) => page.frames());
  const kept = frames.map((frame) =>
    frame.evaluate(() => (globalThis as { __keptMessages?: string[] }).__keptMessages).catch(() => undefined),
  );
  return (await Promise.all(kept)).flatMap((lines) => lines ?? []).join('\n');
}
