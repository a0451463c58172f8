import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from './eventually';
import type { TestWorkspace } from './test-workspace';

/** Kills the extension host that drives the only operation, as its lock names it: nothing in it gets to say goodbye. */
export async function killExtensionHost({ globalStorage }: TestWorkspace): Promise<void> {
  const folder = join(globalStorage, 'locks');
  await eventually(async () => {
    const owners = (await readdir(folder)).filter((name) => name.endsWith('.json'));
    const [owner = ''] = owners;
    const { pid } = JSON.parse(await readFile(join(folder, owner), 'utf8')) as { pid: number };
    process.kill(pid, 'SIGKILL');
  });
}
