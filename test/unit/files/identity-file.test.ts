import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import { readFile, stat, writeFile } from 'node:fs/promises';
import type { Identity } from '../../../src/core/identity';
import { IdentityFile } from '../../../src/files/identity-file';
import { OtherProcess } from './other-process';
import { temporaryFolder } from './temporary-folder';

const IDENTITY: Identity = { installation: 'a'.repeat(32), externalId: 'b'.repeat(40) };

describe('IdentityFile', () => {
  const at = temporaryFolder();
  const made = () => new IdentityFile(at(), () => IDENTITY);
  const madeOtherwise = () => new IdentityFile(at(), () => ({ ...IDENTITY, externalId: 'c'.repeat(40) }));

  it('makes an identity once', async () => {
    deepStrictEqual(await made().read(), IDENTITY);
    deepStrictEqual(await madeOtherwise().read(), IDENTITY);
    strictEqual((await stat(at('identity.json'))).mode & 0o777, 0o600);
  });

  it('does not replace one that is damaged', async () => {
    await writeFile(at('identity.json'), '{"installation": "');
    await rejects(made().read(), { code: 'identity-unreadable' });
    strictEqual(await readFile(at('identity.json'), 'utf8'), '{"installation": "');
  });

  it('takes another External ID, which every window reads from then on', async () => {
    const window = made();
    const { installation } = await window.read();
    await madeOtherwise().replaceExternalId('team/1:eks=+,.@_-');
    deepStrictEqual(await window.read(), { installation, externalId: 'team/1:eks=+,.@_-' });
    strictEqual((await stat(at('identity.json'))).mode & 0o777, 0o600);
  });

  it('does not replace the External ID of a file that is damaged', async () => {
    await writeFile(at('identity.json'), '{}');
    await rejects(made().replaceExternalId('another'), { code: 'identity-unreadable' });
    strictEqual(await readFile(at('identity.json'), 'utf8'), '{}');
  });

  it('is one, also when windows make it at once', async () => {
    const windows = [1, 2, 3].map((window) =>
      OtherProcess.start(`
        const { IdentityFile } = load('files/identity-file');
        const make = () => ({ installation: 'a'.repeat(32), externalId: '${window}'.repeat(40) });
        const { externalId } = await new IdentityFile(${JSON.stringify(at())}, make).read();
        say(externalId);`),
    );
    const read = await Promise.all(windows.map((window) => window.line()));
    await Promise.all(windows.map((window) => window.end()));
    strictEqual(new Set(read).size, 1, read.join());
  });
});
