import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
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

  for (const [what, text] of [
    ['is empty', ''],
    ['is cut off', '{"installation": "'],
    ['is no JSON', 'hello'],
    ['is null', 'null'],
    ['is a list', '[]'],
    ['has no External ID', JSON.stringify({ installation: 'a'.repeat(32) })],
    ['has a number for an External ID', JSON.stringify({ ...IDENTITY, externalId: 7 })],
    ['has an External ID that STS refuses', JSON.stringify({ ...IDENTITY, externalId: 'a b' })],
    ['has zeros in place of text, as after a power cut', '\0'.repeat(120)],
    ['is not UTF-8', Buffer.from([0xff, 0xfe, 0x41])],
  ] as const) {
    it(`does not replace one that ${what}, until the user does; then it is kept`, async () => {
      await writeFile(at('identity.json'), text);
      await rejects(made().read(), { code: 'identity-damaged', remedy: /EKS: Use an External ID/ });
      deepStrictEqual(await readFile(at('identity.json')), Buffer.from(text));
      strictEqual(
        (await made().replaceExternalId('from-the-trust-policy')).externalId,
        'from-the-trust-policy',
      );
      deepStrictEqual(await readFile(at('identity.json.damaged')), Buffer.from(text));
      strictEqual((await madeOtherwise().read()).externalId, 'from-the-trust-policy');
    });
  }

  it('does not replace a folder in its place, until the user does', async () => {
    await mkdir(at('identity.json'));
    await rejects(made().read(), { code: 'identity-damaged' });
    await made().replaceExternalId('another');
    deepStrictEqual((await readdir(at())).toSorted(), ['identity.json', 'identity.json.damaged']);
  });

  it('keeps each damaged file', async () => {
    for (const text of ['one', 'two']) {
      await writeFile(at('identity.json'), text);
      await made().replaceExternalId('another');
    }
    strictEqual(await readFile(at('identity.json.damaged'), 'utf8'), 'one');
    strictEqual(await readFile(at('identity.json.damaged-2'), 'utf8'), 'two');
  });

  it('keeps the installation of a damaged file where that can be read: it marks stacks', async () => {
    await writeFile(at('identity.json'), `{"installation": "${'d'.repeat(32)}", "externalId": "tea`);
    strictEqual((await made().replaceExternalId('another')).installation, 'd'.repeat(32));
  });

  it('keeps what a later version has added', async () => {
    await writeFile(at('identity.json'), JSON.stringify({ ...IDENTITY, later: 1 }));
    await made().replaceExternalId('another');
    deepStrictEqual(JSON.parse(await readFile(at('identity.json'), 'utf8')), {
      ...IDENTITY,
      externalId: 'another',
      later: 1,
    });
  });

  it('is read without writing anything', async () => {
    await writeFile(at('identity.json'), JSON.stringify(IDENTITY));
    // A lock that is held would make any write wait.
    await mkdir(at('identity.json.lock'));
    deepStrictEqual(await made().read(), IDENTITY);
  });

  it('takes another External ID, which every window reads from then on', async () => {
    const window = made();
    const { installation } = await window.read();
    await madeOtherwise().replaceExternalId('team/1:eks=+,.@_-');
    deepStrictEqual(await window.read(), { installation, externalId: 'team/1:eks=+,.@_-' });
    strictEqual((await stat(at('identity.json'))).mode & 0o777, 0o600);
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
