import { deepStrictEqual, ok } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import * as fc from 'fast-check';
import { CommandLines } from '../../secrets/command-lines';
import { filesBelow } from '../../secrets/files';
import { findSecrets, findBearerTokens } from '../../secrets/find-secrets';
import { temporaryFolder } from '../files/temporary-folder';

/** With every character that some notation writes in another way. */
const SECRET = 'wJalr/XUtn+FEMI=K7"MDE\\NG@bPx:RfiCY KEY';

const NOTATIONS: Readonly<Record<string, (text: string) => string>> = {
  raw: (text) => text,
  'a URL': encodeURIComponent,
  'a form': (text) => new URLSearchParams({ text }).toString(),
  JSON: JSON.stringify,
  'JSON with its slashes escaped': (text) => JSON.stringify(text).replaceAll('/', '\\/'),
  Base64: (text) => Buffer.from(text).toString('base64'),
  Base64url: (text) => Buffer.from(text).toString('base64url'),
};

describe('The hunt for secrets', () => {
  for (const [notation, write] of Object.entries(NOTATIONS)) {
    it(`finds one in ${notation}, whatever stands around it`, () => {
      fc.assert(
        fc.property(fc.string(), fc.string(), (before, after) => {
          const places = new Map([
            ['here', write(`${before}${SECRET}${after}`)],
            ['there', write(`${before}${after}`)],
          ]);
          deepStrictEqual(findSecrets(['another', SECRET], places), ['here']);
        }),
      );
    });
  }

  it('finds tokens that it was not told of', () => {
    const places = new Map([
      ['EKS', 'Bearer k8s-aws-v1.aHR0cHM6Ly9zdHMuZXUtY2VudHJhbC0x'],
      ['a service account', `"${'eyJ'.padEnd(40, 'a')}.${'eyJ'.padEnd(40, 'b')}.sig"`],
      ['nothing', 'eks-clusters'],
    ]);
    deepStrictEqual(findBearerTokens(places), ['EKS', 'a service account']);
  });

  describe('on the disk', () => {
    const folder = temporaryFolder();

    it('finds one in any file below a folder, as UTF-16 too', async () => {
      await mkdir(folder('a/.b'), { recursive: true });
      await writeFile(folder('a/.b/log'), `x ${SECRET} y`);
      await writeFile(folder('database'), Buffer.from(SECRET, 'utf16le'));
      await writeFile(folder('innocent'), 'x');
      const found = findSecrets([SECRET], await filesBelow(folder()));
      deepStrictEqual([...found].sort(), [folder('a/.b/log'), folder('database')]);
    });
  });

  it('finds one on the command line of a process that has ended since', async function () {
    if (!CommandLines.canBeWatched) this.skip();
    const commandLines = new CommandLines();
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()', SECRET], { stdio: 'pipe' });
    await once(child, 'spawn');
    await commandLines.look();
    child.kill();
    await once(child, 'exit');
    ok(findSecrets([SECRET], new Map([['the command lines', commandLines.text]])).length > 0);
  });
});
