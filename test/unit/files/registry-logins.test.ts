import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registryLogins } from '../../../src/files/registry-logins';

const CREDENTIALS = { host: 'registry.test:5000', username: 'AWS', password: 'a:b', expiresAt: 0 };
/** Above what Linux gives to processes: https://man7.org/linux/man-pages/man5/proc_sys_kernel.5.html */
const NO_PROCESS = 5_000_000;

describe('The login of a container CLI', () => {
  let root: string;

  beforeEach(async () => {
    root = join(await mkdtemp(join(tmpdir(), 'logins-')), 'registry-logins');
  });
  afterEach(() => rm(join(root, '..'), { recursive: true }));

  it('is for one host, in a file that only this user reads, while it is used', async () => {
    await registryLogins(root).withLogin(CREDENTIALS, async ({ folder, file }) => {
      strictEqual(file, join(folder, 'config.json'));
      const auth = Buffer.from('AWS:a:b').toString('base64');
      deepStrictEqual(JSON.parse(await readFile(file, 'utf8')), {
        auths: { 'registry.test:5000': { auth } },
      });
      if (process.platform !== 'win32')
        deepStrictEqual([(await stat(folder)).mode & 0o777, (await stat(file)).mode & 0o777], [0o700, 0o600]);
    });
    deepStrictEqual(await readdir(root), []);
  });

  it('is deleted when the push fails', async () => {
    const failing = registryLogins(root).withLogin(CREDENTIALS, () => Promise.reject(new Error('denied')));
    await rejects(failing, /denied/);
    deepStrictEqual(await readdir(root), []);
  });

  it('has a folder of its own for each of two pushes', async () => {
    const logins = registryLogins(root);
    await logins.withLogin(CREDENTIALS, ({ folder: first }) =>
      logins.withLogin(CREDENTIALS, async ({ folder: second }) => {
        deepStrictEqual((await readdir(root)).length, 2);
        strictEqual(first === second, false);
      }),
    );
  });

  it('is swept away once its process is gone, or its token has ended, and not before', async () => {
    const logins = registryLogins(root);
    await logins.sweep();
    const old = `${process.pid}-old`;
    for (const name of [`${NO_PROCESS}-dead`, old, 'something']) {
      await mkdir(join(root, name), { recursive: true });
      await writeFile(join(root, name, 'config.json'), '{}');
    }
    const thirteenHoursAgo = Date.now() / 1000 - 13 * 3600;
    await utimes(join(root, old), thirteenHoursAgo, thirteenHoursAgo);
    await logins.withLogin(CREDENTIALS, async ({ file }) => {
      await logins.sweep();
      strictEqual((await readdir(root)).length, 1);
      await readFile(file);
    });
  });
});
