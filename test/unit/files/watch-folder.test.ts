import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { FileJournal } from '../../../src/files/journal';
import { watchFolder, type WatchMeans } from '../../../src/files/watch-folder';
import { anOperation } from '../../fakes/operation';
import { temporaryFolder } from './temporary-folder';

/** Watchers that can fail, and time that passes when the test says so. */
class FakeMeans implements WatchMeans {
  /** The interval of each running poll, with its callback. */
  readonly polls = new Map<() => Promise<void>, number>();
  isImpossible = false;
  open = 0;
  fail: () => void = () => undefined;

  readonly watch = () => {
    if (this.isImpossible) throw Object.assign(new Error('ENOSPC: no watches left'), { code: 'ENOSPC' });
    this.open++;
    return {
      on: (_event: 'error', listener: () => void) => (this.fail = listener),
      close: () => this.open--,
    };
  };

  readonly every = (ms: number, act: () => Promise<void>) => {
    this.polls.set(act, ms);
    return { dispose: () => this.polls.delete(act) };
  };

  async pass(): Promise<void> {
    await Promise.all([...this.polls.keys()].map((act) => act()));
  }
}

describe('Watching a folder', () => {
  const at = temporaryFolder();
  let means: FakeMeans;
  let changes: number;
  const count = () => changes++;

  beforeEach(() => {
    means = new FakeMeans();
    changes = 0;
  });

  it('sees by polling what was added, changed and removed where nothing can be watched', async () => {
    means.isImpossible = true;
    await watchFolder(at(), count, means);
    deepStrictEqual([...means.polls.values()], [5_000]);
    await means.pass();
    strictEqual(changes, 0);
    await writeFile(at('a'), '1');
    await means.pass();
    await utimes(at('a'), 1, 1);
    await means.pass();
    await rm(at('a'));
    await means.pass();
    strictEqual(changes, 3);
    await means.pass();
    strictEqual(changes, 3);
  });

  it('polls from when the watcher fails, once', async () => {
    const watching = await watchFolder(at(), count, means);
    deepStrictEqual([...means.polls.values()], [30_000]);
    means.fail();
    deepStrictEqual([[...means.polls.values()], means.open], [[5_000], 0]);
    await writeFile(at('a'), '1');
    await means.pass();
    strictEqual(changes, 1);
    watching.dispose();
    strictEqual(means.polls.size, 0);
  });

  it('polls seldom beside a watcher, for what other machines write', async () => {
    await watchFolder(at(), count, means);
    await writeFile(at('a'), '1');
    await means.pass();
    strictEqual(changes, 1);
  });

  it('begins where the folder is missing, and sees it come', async () => {
    means.isImpossible = true;
    await watchFolder(at('later'), count, means);
    await mkdir(at('later'));
    await means.pass();
    strictEqual(changes, 1);
  });

  it('is not needed by the journal: another window’s operation is still seen', async () => {
    means.isImpossible = true;
    const journal = new FileJournal(at(), () => undefined, means);
    let hear: () => void = () => undefined;
    const heard = new Promise<void>((resolve) => (hear = resolve));
    const watching = await journal.watch(hear);
    await new FileJournal(at(), () => undefined).save(anOperation());
    await means.pass();
    await heard;
    watching.dispose();
  });

  it('does not fail where the folders cannot be made', async () => {
    await writeFile(at('operations'), 'a file in the way');
    const watching = await new FileJournal(at(), () => undefined, means).watch(count);
    watching.dispose();
    strictEqual(means.polls.size, 0);
  });
});
