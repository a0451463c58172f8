import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { TerminalChoices } from '../../../src/files/terminal-choices';
import { temporaryFolder } from './temporary-folder';

describe('The files that choose the contexts of terminals', () => {
  const at = temporaryFolder();
  const choices = () =>
    new TerminalChoices(at('terminals'), () => import('../../../src/core/kubeconfig/index'), Date.now);

  it('are this user’s alone, one for each terminal', async () => {
    const [one, two] = [await choices().add('shop'), await choices().add('shop')];
    strictEqual((await readdir(at('terminals'))).length, 2);
    strictEqual((await stat(one)).mode & 0o777, 0o600);
    match(await readFile(two, 'utf8'), /^current-context: "shop"$/m);
  });

  it('go with their terminal, unless another program has written entries into them', async () => {
    const path = await choices().add('shop');
    strictEqual(await choices().remove(path), 'removed');
    strictEqual(await choices().remove(path), 'removed');
    const used = await choices().add('shop');
    await writeFile(used, 'clusters: [{name: kind, cluster: {}}]\ncurrent-context: kind\n');
    strictEqual(await choices().remove(used), 'kept');
    deepStrictEqual(await readdir(at('terminals')), [used.split('/').at(-1)]);
  });

  it('go after a quarter of a year where no terminal was seen to close', async () => {
    const [old, recent] = [await choices().add('shop'), await choices().add('shop')];
    const days = (count: number) => new Date(Date.now() - count * 24 * 60 * 60 * 1_000);
    await utimes(old, days(91), days(91));
    await utimes(recent, days(89), days(89));
    const added = await choices().add('blog');
    const names = [recent, added].map((path) => path.split('/').at(-1));
    deepStrictEqual((await readdir(at('terminals'))).sort(), names.sort());
  });
});
