import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandLines } from '../secrets/command-lines';
import type { Stage } from './stage';
import type { Workbench } from './workbench';

/** Puts a secret into every kind of place, to see that it is found there. @returns the places */
export async function plant(stage: Stage, { page }: Workbench, secret: string): Promise<readonly string[]> {
  const files = [join(stage.folder, '.vscode/planted.json'), join(stage.home, '.cache/planted/log')];
  for (const file of files) {
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, JSON.stringify({ secret }));
  }
  await page.evaluate((text) => {
    const window = globalThis as unknown as {
      localStorage: { setItem(key: string, value: string): void };
      postMessage(message: unknown): void;
    };
    window.localStorage.setItem('planted', text);
    window.postMessage({ planted: text });
  }, secret);
  await fetch(`${stage.sandbox.url}/?${new URLSearchParams({ secret }).toString()}`);
  return [...files, 'the browser', 'the messages', 'the requests', ...(await onCommandLine(stage, secret))];
}

async function onCommandLine(stage: Stage, secret: string): Promise<readonly string[]> {
  if (!CommandLines.canBeWatched) return [];
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()', secret], { stdio: 'pipe' });
  await once(child, 'spawn');
  await stage.everythingWritten();
  child.kill();
  await once(child, 'exit');
  return ['the command lines'];
}
