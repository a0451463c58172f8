import { watch } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { inBackground, type Report } from '../core/background';

/** Without a watcher this is how late a change is seen. */
const POLL_MS = 5_000;
/** Beside a watcher: a network file system says nothing of what other machines write. */
const POLL_BESIDE_WATCHER_MS = 30_000;

/** A watcher and a timer. */
export interface WatchMeans {
  readonly watch: (
    folder: string,
    onChange: () => void,
  ) => { on(event: 'error', listener: () => void): unknown; close(): void };
  readonly every: (ms: number, act: () => Promise<void>) => { dispose(): void };
}

export const nodeMeans = (report: Report): WatchMeans => ({
  watch: (folder, onChange) => watch(folder, onChange),
  every: (ms, act) => {
    const timer = setInterval(() => inBackground(act, report), ms).unref();
    return { dispose: () => clearInterval(timer) };
  },
});

/**
 * Tells of changes in a folder, which need not exist yet. Watching is a help, not a condition: it fails where inotify has
 * no watch left (ENOSPC), no file can be opened (EMFILE), the folder is missing, or the file system has no such thing,
 * and it may end later. The folder is looked at from time to time in any case.
 */
export async function watchFolder(
  folder: string,
  onChange: () => void,
  { watch, every }: WatchMeans,
): Promise<{ dispose(): void }> {
  let seen = await contentOf(folder);
  const look = async () => {
    const now = await contentOf(folder);
    const hasChanged = now !== seen;
    seen = now;
    if (hasChanged) onChange();
  };
  const pollEvery = (ms: number) => every(ms, look);
  let polling = pollEvery(POLL_BESIDE_WATCHER_MS);
  let watcher: ReturnType<WatchMeans['watch']> | undefined;
  const pollAlone = () => {
    watcher?.close();
    watcher = undefined;
    polling.dispose();
    polling = pollEvery(POLL_MS);
  };
  try {
    watcher = watch(folder, onChange);
    watcher.on('error', pollAlone);
  } catch {
    pollAlone();
  }
  return {
    dispose: () => {
      watcher?.close();
      polling.dispose();
    },
  };
}

/** What is in a folder and how old it is; what cannot be read counts as something else than before, too. */
async function contentOf(folder: string): Promise<string> {
  try {
    const names = (await readdir(folder)).toSorted();
    const ages = await Promise.all(names.map((name) => ageOf(join(folder, name))));
    return JSON.stringify(names.map((name, index) => [name, ages[index]]));
  } catch (error) {
    return String(error);
  }
}

/** Gone by now: the next look sees that its name is gone, too. */
async function ageOf(path: string): Promise<string> {
  return stat(path).then(
    ({ mtimeMs, size }) => `${mtimeMs} ${size}`,
    () => 'gone',
  );
}
