import { deepStrictEqual, match, ok, rejects, strictEqual } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { Identity } from '../../../src/core/identity';
import { toUserError } from '../../../src/core/errors/to-user-error';
import { editTextFile } from '../../../src/files/edit-file';
import { IdentityFile } from '../../../src/files/identity-file';
import { FileJournal } from '../../../src/files/journal';
import { FileOperationLock } from '../../../src/files/operation-lock';
import { kubeconfigCase } from '../../fixtures/kubeconfig-case';
import { anOperation } from '../../fakes/operation';
import { temporaryFolder } from './temporary-folder';

const IDENTITY: Identity = { installation: 'a'.repeat(32), externalId: 'b'.repeat(40) };
const append = (text: string) => ({ kind: 'edited', text: `${text}${'b'.repeat(8_000)}` });

/** Whether this user may mount file systems, as root on Linux mostly may. */
function canMount(folder: string): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    mount('-t', 'tmpfs', '-o', 'size=64k', 'eks-files', folder);
    unmount(folder);
    return true;
  } catch {
    return false;
  }
}

function mount(...args: readonly string[]): void {
  execFileSync('mount', args, { stdio: 'ignore' });
}

function unmount(folder: string): void {
  execFileSync('umount', ['--lazy', folder], { stdio: 'ignore' });
}

describe('Real faults of a file system', () => {
  const mounted: string[] = [];
  // Before the folder is removed.
  afterEach(() => {
    for (const folder of mounted.splice(0).reverse()) unmount(folder);
  });
  const at = temporaryFolder();

  beforeEach(async function () {
    await mkdir(at('disk'));
    if (canMount(at('disk'))) return;
    console.log('      skipped: only root on Linux can mount a small and a read-only file system');
    this.skip();
  });

  describe('a file that is mounted by itself, as dev containers do', () => {
    beforeEach(async () => {
      await writeFile(at('host'), kubeconfigCase('01-bind-mounted-file'));
      await writeFile(at('disk', 'config'), '');
      mount('--bind', at('host'), at('disk', 'config'));
      mounted.push(at('disk', 'config'));
    });

    it('is written in place, and nothing stays beside it', async () => {
      await editTextFile(at('disk', 'config'), (text) => ({ kind: 'edited', text: `${text}# ours\n` }));
      const written = `${kubeconfigCase('01-bind-mounted-file')}# ours\n`;
      strictEqual(await readFile(at('host'), 'utf8'), written);
      deepStrictEqual(await readdir(at('disk')), ['config']);
    });

    it('may become shorter', async () => {
      await editTextFile(at('disk', 'config'), () => ({ kind: 'edited', text: '{}\n' }));
      strictEqual(await readFile(at('host'), 'utf8'), '{}\n');
    });
  });

  describe('a full disk', () => {
    beforeEach(() => {
      mount('-t', 'tmpfs', '-o', 'size=64k', 'eks-files', at('disk'));
      mounted.push(at('disk'));
    });

    /** Takes every block that is left. */
    const fill = async () => {
      await writeFile(at('disk', 'ballast'), Buffer.alloc(128 * 1024)).catch((error: unknown) =>
        strictEqual((error as NodeJS.ErrnoException).code, 'ENOSPC'),
      );
    };
    const makeRoom = () => rm(at('disk', 'ballast'));

    it('leaves a user’s file as it was, nothing beside it, and takes it when there is room', async () => {
      await writeFile(at('disk', 'config'), 'a');
      await fill();
      const edit = () => editTextFile(at('disk', 'config'), append);
      await rejects(edit(), { code: 'disk-full', remedy: /Free some space/ });
      strictEqual(await readFile(at('disk', 'config'), 'utf8'), 'a');
      deepStrictEqual((await readdir(at('disk'))).toSorted(), ['ballast', 'config']);
      await makeRoom();
      await edit();
      strictEqual((await readFile(at('disk', 'config'), 'utf8')).length, 8_001);
    });

    it('keeps the last state of an operation, and takes the next when there is room', async () => {
      const journal = new FileJournal(at('disk'), () => undefined);
      await journal.save(anOperation());
      await fill();
      const next = anOperation({ clusterConfigured: true });
      await rejects(journal.save(next), { code: 'disk-full' });
      await rejects(journal.saveDecision(next.id, { kind: 'keep' }), { code: /disk-full|ENOSPC/ });
      deepStrictEqual(await journal.load(), [anOperation()]);
      deepStrictEqual(await readdir(at('disk', 'operations')), [`${next.id}.json`]);
      await makeRoom();
      await journal.save(next);
      deepStrictEqual(await journal.load(), [next]);
    });

    it('leaks no lock', async () => {
      await mkdir(at('disk', 'locks'));
      const lock = new FileOperationLock(at('disk'));
      await fill();
      const refused = await lock.acquire('one').then(
        () => undefined,
        (error: unknown) => toUserError(error),
      );
      strictEqual(refused?.code, 'disk-full');
      deepStrictEqual(await readdir(at('disk', 'locks')), []);
      await makeRoom();
      const held = await lock.acquire('one');
      ok(held);
      await held.release();
    });

    it('makes no half identity', async () => {
      const identity = new IdentityFile(at('disk'), () => IDENTITY);
      await fill();
      await rejects(identity.read(), { code: 'disk-full' });
      deepStrictEqual(await readdir(at('disk')), ['ballast']);
      await makeRoom();
      deepStrictEqual(await identity.read(), IDENTITY);
    });
  });

  describe('a read-only disk', () => {
    const make = async () => {
      await mkdir(at('source'));
      await writeFile(at('source', 'config'), 'a');
      await writeFile(at('source', 'identity.json'), JSON.stringify(IDENTITY));
      mount('--bind', at('source'), at('disk'));
      mounted.push(at('disk'));
      mount('-o', 'remount,bind,ro', at('disk'));
    };
    beforeEach(make);

    it('leaves a user’s file, and says why', async () => {
      await rejects(editTextFile(at('disk', 'config'), append), {
        code: 'disk-read-only',
        remedy: /writable/,
      });
      strictEqual(await readFile(at('disk', 'config'), 'utf8'), 'a');
    });

    it('is no bug, whatever is written', async () => {
      const journal = new FileJournal(at('disk'), () => undefined);
      const works = [
        () => journal.save(anOperation()),
        () => journal.end(anOperation()),
        () => journal.saveDecision('one', { kind: 'keep' }),
        () => new FileOperationLock(at('disk')).acquire('one'),
        () => new IdentityFile(at('disk'), () => IDENTITY).replaceExternalId('another'),
      ];
      for (const work of works) {
        const refused = await work().then(
          () => undefined,
          (error: unknown) => toUserError(error),
        );
        strictEqual(refused?.code, 'disk-read-only', String(work));
        match(refused.message, /read-only/);
      }
    });

    it('still tells who this installation is, and what is in progress', async () => {
      deepStrictEqual(await new IdentityFile(at('disk'), () => IDENTITY).read(), IDENTITY);
      const journal = new FileJournal(at('disk'), () => undefined);
      deepStrictEqual(await journal.load(), []);
      const watching = await journal.watch(() => undefined);
      watching.dispose();
    });
  });
});
