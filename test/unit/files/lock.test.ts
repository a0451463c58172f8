import { ok, rejects, strictEqual } from 'node:assert/strict';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { tryLock, withLock } from '../../../src/files/lock';
import { temporaryFolder } from './temporary-folder';

const NEXT_CENTURY = new Date('2126-01-01');
const now = performance.now.bind(performance);

describe('A lock', () => {
  const at = temporaryFolder();
  const later = (ms: number) => (performance.now = () => now() + ms);

  afterEach(() => (performance.now = now));

  describe('dated in the future', () => {
    beforeEach(async () => {
      await mkdir(at('config.lock'));
      await utimes(at('config.lock'), NEXT_CENTURY, NEXT_CENTURY);
    });

    it('is respected at first: the clock of its holder may be wrong', async () => {
      strictEqual(await tryLock(at('config')), undefined);
      strictEqual(await tryLock(at('config')), undefined);
    });

    it('is taken over when it was not renewed for as long as a lock lasts', async () => {
      strictEqual(await tryLock(at('config')), undefined);
      later(11_000);
      const held = await tryLock(at('config'));
      ok(held);
      await held.release();
      strictEqual((await readdir(at())).length, 0);
    });

    it('stays with a holder that renews it', async () => {
      strictEqual(await tryLock(at('config')), undefined);
      later(11_000);
      await utimes(at('config.lock'), NEXT_CENTURY, new Date(NEXT_CENTURY.getTime() + 5_000));
      strictEqual(await tryLock(at('config')), undefined);
    });
  });

  it('that a program left as a file in the future is not removed', async () => {
    await writeFile(at('config.lock'), '');
    await utimes(at('config.lock'), NEXT_CENTURY, NEXT_CENTURY);
    strictEqual(await tryLock(at('config')), undefined);
    later(11_000);
    await rejects(tryLock(at('config')), { code: 'ENOTDIR' });
  });

  it('is released when the work fails, and the work’s failure is what is thrown', async () => {
    await rejects(
      withLock(at('config'), async () => {
        await mkdir(at('config.lock', 'in the way'));
        throw new Error('the work');
      }),
      { message: 'the work' },
    );
  });
});
