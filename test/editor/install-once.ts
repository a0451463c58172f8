import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { lock } from 'proper-lockfile';

/**
 * Installs something into a folder while no other process does.
 * @param retries how often another one is waited for, two seconds each time at the most
 */
export async function installOnce<T>(
  folder: string,
  { retries }: { readonly retries: number },
  install: () => Promise<T>,
): Promise<T> {
  await mkdir(dirname(folder), { recursive: true });
  const release = await lock(folder, {
    // The folder need not be there yet.
    realpath: false,
    stale: 60_000,
    retries: { retries, maxTimeout: 2000 },
  });
  try {
    return await install();
  } finally {
    await release();
  }
}
