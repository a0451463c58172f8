import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandLines } from '../secrets/command-lines';
import type { TestWorkspace } from './test-workspace';
import type { Workbench } from './workbench';

/** Puts a secret into every kind of place, to see that it is found there. @returns the places */
export async function plantSecret(
  workspace: TestWorkspace,
  { page }: Workbench,
  secret: string,
): Promise<readonly string[]> {
  const files = [join(workspace.folder, '.vscode/planted.json'), join(workspace.home, '.cache/planted/log')];
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
  await fetch(`${workspace.sandbox.url}/?${new URLSearchParams({ secret }).toString()}`);
  return [
    ...files,
    'the browser',
    'the messages',
    'the requests',
    ...(await onCommandLine(workspace, secret)),
  ];
}

async function onCommandLine(workspace: TestWorkspace, secret: string): Promise<readonly string[]> {
  if (!CommandLines.canBeWatched) return [];
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()', secret], { stdio: 'pipe' });
  await once(child, 'spawn');
  await workspace.collectAllOutput();
  child.kill();
  await once(child, 'exit');
  return ['the command lines'];
}
